/** What the screens of the applications ask and do. */
import { expect, it } from 'vitest';
import type { Input } from '../../src-main/contract/methods.ts';
import { openCalls } from './console-calls.ts';

const machine: Input<'clients.create'> = {
  name: 'Reports',
  app_type: 'non_interactive',
  grant_types: ['client_credentials'],
};
const appointments = 'https://appointments.example/';

it('an application is made, changed and removed, and its secret is read and rotated by itself', async () => {
  const { call, refusal } = await openCalls();
  const made = await call('clients.create', machine);
  expect(made).not.toHaveProperty('client_secret');
  const { client_id } = made;
  const { client_secret } = await call('clients.readSecret', { client_id });
  expect(client_secret).toMatch(/^[\w-]{64}$/);
  const rotated = await call('clients.rotateSecret', { client_id });
  expect(rotated.client_secret).not.toBe(client_secret);
  expect(await call('clients.update', { client_id, update: { name: 'Weekly reports' } })).toMatchObject({ client_id });
  expect((await call('clients.list', {})).map(({ name }) => name)).toContain('Weekly reports');
  await call('clients.remove', { client_id });
  expect(await refusal('clients.get', { client_id })).toMatchObject({ code: 'inexistent_client' });
});

it('an application and its grant are one write, and where the grant is refused there is neither', async () => {
  const { call, refusal, runtime } = await openCalls();
  const told: string[] = [];
  runtime.tenant.events.on('changed', ({ noun }) => told.push(noun));
  const grant = { audience: appointments, scope: ['read:appointments'] };
  const made = await call('clients.createAuthorized', { client: machine, grant });
  expect(made).toMatchObject({ name: 'Reports', grant_id: expect.stringMatching(/^cgr_\w{16}$/) });
  // Both were there when the first of them was told.
  expect(told.toSorted()).toEqual(['client-grants', 'clients']);

  const before = await call('clients.list', {});
  const refused = { client: { ...machine, name: 'Too much' }, grant: { ...grant, scope: ['delete:everything'] } };
  expect(await refusal('clients.createAuthorized', refused)).toMatchObject({ field: 'scope[0]' });
  expect(await call('clients.list', {})).toEqual(before);
  expect(await call('clients.createAuthorized', { client: machine })).not.toHaveProperty('grant_id');
});

it('the APIs of an application are named, and what goes with it is told from its grants and its traffic', async () => {
  const { call } = await openCalls();
  const [job] = (await call('clients.list', {})).filter(({ name }) => name === 'Nightly Job');
  const client_id = job?.client_id ?? '';
  await call('tokens.request', { client_id, audience: appointments });
  const [granted] = await call('clients.listGranted', { client_id });
  expect(granted?.apis).toEqual([
    expect.objectContaining({ name: 'Appointments API', audience: appointments, permissions: 2, signing_alg: 'RS256' }),
  ]);
  expect((await call('clients.listGranted', {})).length).toBe(2);
  expect(await call('clients.describeUse', { client_id })).toMatchObject({
    grants: [{ id: granted?.apis[0]?.grant_id, apiName: 'Appointments API', permissions: 1 }],
    recentTokens: 1,
    validUntil: expect.any(String),
    lastHour: [{ requests: 1 }],
  });
});

it('public keys are kept, made and removed, and take the place of the secret and back', async () => {
  const { call, refusal } = await openCalls();
  const { client_id } = await call('clients.create', { name: 'Keys', grant_types: ['client_credentials'] });
  const toKeys = { client_id, method: 'private_key_jwt' } as const;
  expect(await refusal('clientCredentials.switchMethod', toKeys)).toMatchObject({ field: 'method' });
  const { credential, privateKey } = await call('clientCredentials.generate', { client_id, name: 'Laptop' });
  expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  await call('clientCredentials.switchMethod', toKeys);
  // Once keys are in use, a new one counts at once.
  const second = await call('clientCredentials.generate', { client_id, name: 'Server', alg: 'PS256' });
  const used = (await call('clients.get', { client_id })).client_authentication_methods;
  expect(used?.private_key_jwt?.credentials.map(({ id }) => id)).toEqual([credential.id, second.credential.id]);
  await call('clientCredentials.switchMethod', { client_id, method: 'client_secret_basic' });
  await call('clientCredentials.remove', { client_id, id: credential.id });
  const [left, ...others] = await call('clientCredentials.list', { client_id });
  expect(left).toMatchObject({ name: 'Server', alg: 'PS256' });
  expect(left).not.toHaveProperty('pem');
  expect(others).toEqual([]);
  const notAKey = { credential_type: 'public_key', pem: privateKey } as const;
  expect(await refusal('clientCredentials.create', { client_id, credential: notAKey })).toMatchObject({
    field: expect.stringContaining('pem'),
  });
});
