/** A read that is asked for again is answered from what was put together before, as long as that is still true. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningTenant, startTestTenant } from '../../builders/running-tenant.ts';

let running: RunningTenant;
beforeAll(async () => {
  running = await startTestTenant({
    seed: {
      resourceServers: [{ identifier: 'https://orders.example/', name: 'Orders' }],
      clients: [{ name: 'Shipping', client_id: 'shipping', client_secret: 'a-secret-of-shipping' }],
    },
  });
});
afterAll(() => running.close());

const paths = ['/resource-servers?include_totals=true', '/clients', '/client-grants', '/tenants/settings'];

it.each(paths)('%s says the same twice, to the letter', async (path) => {
  const [first, second] = [await running.api('GET', path), await running.api('GET', path)];
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
});

it('a change is seen by the next read, also where it is undone', async () => {
  const namesOf = async () =>
    Object(await running.api('GET', '/resource-servers')).body.map(({ name }: { name: string }) => name);
  const before = await namesOf();
  const { body } = await running.api('POST', '/resource-servers', { identifier: 'urn:new', name: 'New' });
  expect(await namesOf()).toEqual([...before, 'New']);
  await running.api('PATCH', `/resource-servers/${Object(body).id}`, { name: 'Newer' });
  expect(await namesOf()).toEqual([...before, 'Newer']);
  await running.api('DELETE', `/resource-servers/${Object(body).id}`);
  expect(await namesOf()).toEqual(before);
});

it('who may not see secrets gets no answer of one who may', async () => {
  const everything = await running.api('GET', '/clients/shipping');
  expect(everything.body).toMatchObject({ client_secret: 'a-secret-of-shipping' });
  const few = await running.managementToken('read:clients');
  for (let time = 0; time < 2; time += 1) {
    const answer = await running.api('GET', '/clients/shipping', undefined, few);
    expect(answer.body).toMatchObject({ client_id: 'shipping' });
    expect(answer.body).not.toHaveProperty('client_secret');
    expect(JSON.stringify((await running.api('GET', '/clients', undefined, few)).body)).not.toContain('a-secret');
  }
});

it('logs are never repeated', async () => {
  const first = await running.api('GET', '/logs');
  await running.api('POST', '/resource-servers', { identifier: 'urn:logged' });
  expect((await running.api('GET', '/logs')).body).not.toEqual(first.body);
});
