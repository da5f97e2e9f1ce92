/** Token requests that people reported: what was wrong with them, and what the traffic says of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTokenOf, type OrdersTenant, orders, startOrdersTenant, worker } from './orders-tenant.ts';

const awkward = { client_id: 'awkward', client_secret: 'p+q%41 r/s=t&u' };

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant({
    clients: [{ ...awkward, name: 'Awkward', grant_types: ['client_credentials'] }],
    clientGrants: [{ client_id: awkward.client_id, audience: orders, scope: ['read:orders'] }],
  });
});
afterAll(() => running.close());

function lastHint(): string | undefined {
  const [last] = running.tenant.traffic.summaries();
  return last?.hint;
}

const parameters = { grant_type: 'client_credentials', audience: orders };

function post(
  body: string | FormData | Uint8Array<ArrayBuffer> | undefined,
  headers: Record<string, string> = {},
  query = '',
): Promise<Response> {
  return fetch(`${running.origin}/oauth/token${query}`, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

describe('HTTP Basic', () => {
  const ask = (secret: string) =>
    running.requestToken(parameters, { authorization: `Basic ${btoa(`${awkward.client_id}:${secret}`)}` });

  it('form-encoded, as RFC 6749 §2.3.1 wants it, needs no remark', async () => {
    const encoded = new URLSearchParams({ s: awkward.client_secret }).toString().slice(2);
    accessTokenOf(await ask(encoded));
    expect(lastHint()).toBeUndefined();
  });

  it('with the secret as it stands is taken, and told', async () => {
    accessTokenOf(await ask(awkward.client_secret));
    expect(lastHint()).toContain('RFC 6749 §2.3.1 wants id and secret form-encoded');
  });

  it('with an empty secret is refused where the application has none', async () => {
    const { client_id } = await running.tenant.clients.create({ name: 'Express', app_type: 'express_configuration' });
    const authorization = `Basic ${btoa(`${client_id}:`)}`;
    expect((await running.requestToken(parameters, { authorization })).status).toBe(401);
  });

  it('with another secret is refused', async () => {
    expect((await ask(`${awkward.client_secret}x`)).status).toBe(401);
  });
});

describe('a body that is not read', () => {
  const form = new URLSearchParams({ ...parameters, ...worker }).toString();
  const multipart = new FormData();
  for (const [name, value] of Object.entries({ ...parameters, ...worker })) multipart.set(name, value);

  it.each([
    ['text/plain', () => post(form, { 'content-type': 'text/plain' }), 'its Content-Type is text/plain'],
    ['multipart/form-data', () => post(multipart), 'its Content-Type is multipart/form-data; boundary='],
    ['no Content-Type', () => post(new TextEncoder().encode(form)), 'it has no Content-Type'],
  ])('%s: the service answers, and the traffic says why', async (_, send, reason) => {
    const response = await send();
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
    expect(lastHint()).toContain(`The body was not read: ${reason}`);
    expect(lastHint()).not.toContain(worker.client_secret);
  });

  it('parameters in the address are named, without their values', async () => {
    const response = await post(undefined, {}, `?${form}`);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
    expect(lastHint()).toContain(
      'The parameters are in the address (grant_type, client_id, client_secret, audience); they belong in the body',
    );
  });
});
