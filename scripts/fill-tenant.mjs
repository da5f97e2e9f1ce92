/** Makes a tenant look used for days: exchanges of every kind, keys that were rotated, and faults that are set. */
import { appointments, nightlyJob, reports } from './picture-host.mjs';

const day = 86_400_000;
const days = 4;

/** What Nightly Job has to hold at the Management API for this. */
export const fillingGrant = {
  client_id: nightlyJob.client_id,
  audience: '/api/v2/',
  scope: ['read:clients', 'create:signing_keys', 'update:signing_keys'],
};

const faults = [
  { kind: 'token_rate_limited', client_id: nightlyJob.client_id, retry_after: 30, one_in: 3 },
  { kind: 'token_short_lived', audience: appointments.identifier, lifetime: 5 },
  { kind: 'token_slow', delay_ms: 20, probability: 0.5 },
  { kind: 'jwks_down', status: '503', next: 40 },
  // Counted from the machine's time, and shown from that of the pages.
  { kind: 'discovery_down', status: '502', expires_in: (days * day) / 1_000 + 3_600 },
  { kind: 'management_rate_limited', retry_after: 5, next: 10 },
];

/**
 * @param description what `serve --json` says of itself
 * @returns milliseconds that the tenant's clock is ahead by then
 */
export async function fillTenant({ tokenEndpoint, jwksUri, managementAudience, controlToken }) {
  const { origin } = new URL(tokenEndpoint);
  const asController = { authorization: `Bearer ${controlToken}` };
  const control = (method, path, body) => demand(`${origin}/_tokenbench/${path}`, method, body, asController);
  const manage = async (method, path) => {
    const token = await askToken({ audience: managementAudience });
    return demand(`${managementAudience}${path}`, method, undefined, { authorization: `Bearer ${token}` });
  };

  async function askToken(more) {
    const { client_id, client_secret } = nightlyJob;
    const request = { grant_type: 'client_credentials', client_id, client_secret, audience: appointments.identifier };
    return (await (await send(tokenEndpoint, 'POST', { ...request, ...more })).json()).access_token;
  }

  /** What programs do, and what they get wrong. */
  async function callTenant() {
    const token = await askToken({ audience: managementAudience });
    for (const more of [
      {},
      {},
      { client_secret: 'a secret that was rotated' },
      { client_id: 'nobody' },
      { audience: reports.identifier },
      { audience: 'https://unknown.example/' },
      { scope: 'write:appointments' },
      { grant_type: 'password' },
      { audience: undefined },
    ]) {
      await askToken(more);
    }
    await send(jwksUri, 'GET');
    await send(`${origin}/.well-known/openid-configuration`, 'GET');
    await send(`${origin}/no/such/path`, 'GET');
    await send(`${managementAudience}clients`, 'GET');
    for (const path of ['clients', 'clients/nobody', 'resource-servers']) {
      await send(`${managementAudience}${path}`, 'GET', undefined, { authorization: `Bearer ${token}` });
    }
  }

  const { keys } = await (await send(jwksUri, 'GET')).json();
  for (let passed = 1; passed <= days; passed += 1) {
    await control('PUT', 'clock', { offset_ms: passed * day });
    await callTenant();
    if (passed < days) await manage('POST', 'keys/signing/rotate');
  }
  await manage('PUT', `keys/signing/${keys[0].kid}/revoke`);
  for (const fault of faults) await control('POST', 'faults', fault);
  await callTenant();
  return days * day;
}

async function send(address, method, body, headers = {}) {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(address, {
    method,
    headers: { ...headers, ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** What has to succeed. */
async function demand(address, method, body, headers) {
  const response = await send(address, method, body, headers);
  if (!response.ok) throw new Error(`${method} ${address} was answered ${response.status}: ${await response.text()}`);
}
