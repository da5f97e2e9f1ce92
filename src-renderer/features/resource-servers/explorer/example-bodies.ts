/** Bodies to begin with, by method and path. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /resource-servers': {
    name: 'Appointments API',
    identifier: 'https://appointments.example/',
    signing_alg: 'RS256',
    scopes: [{ value: 'read:appointments', description: 'Read appointments' }],
  },
  'PATCH /resource-servers/:id': { token_lifetime: 3_600 },
  'POST /clients': { name: 'Nightly job', app_type: 'non_interactive', grant_types: ['client_credentials'] },
  'PATCH /clients/:id': { description: 'Runs at night.' },
  'POST /client-grants': {
    client_id: 'CLIENT_ID',
    audience: 'https://appointments.example/',
    scope: ['read:appointments'],
  },
  'PATCH /client-grants/:id': { scope: [] },
  'POST /clients/:client_id/credentials': {
    credential_type: 'public_key',
    name: 'Laptop',
    pem: 'A PUBLIC KEY IN PEM FORMAT',
  },
  'PATCH /clients/:client_id/credentials/:credential_id': { expires_at: '2030-01-01T00:00:00.000Z' },
  'PATCH /tenants/settings': { friendly_name: 'My tenant' },
};

/** Undefined for operations without a body. */
export function exampleBody(method: string, path: string): unknown {
  return bodies[`${method} ${path}`];
}
