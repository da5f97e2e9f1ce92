import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { clientCalls } from './client-calls.ts';
import { entityOf, listOf, startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, patch } = clientCalls(() => tenant);

describe('the global client', () => {
  const globalClient = async () => Object(listOf(await tenant.api('GET', '/clients?is_global=true')).at(0));

  it('is exactly one, with no type and no grant types shown', async () => {
    const found = listOf(await tenant.api('GET', '/clients?is_global=true'));
    expect(found).toMatchObject([
      {
        name: 'All Applications',
        global: true,
        is_first_party: true,
        callbacks: [],
        client_secret: expect.any(String),
      },
    ]);
    expect(found[0]).not.toHaveProperty('app_type');
    expect(found[0]).not.toHaveProperty('grant_types');
  });

  it('holds the login page', async () => {
    const { client_id } = await globalClient();
    const page = { custom_login_page: '<html></html>', custom_login_page_on: true };
    expect(await patch(client_id, page)).toMatchObject(page);
  });

  it('cannot be deleted and gets no tokens', async () => {
    const { client_id, client_secret } = await globalClient();
    expect((await tenant.api('DELETE', `/clients/${client_id}`)).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'Global client cannot be deleted.',
      errorCode: 'operation_not_supported',
    });
    const audience = `${tenant.origin}/api/v2/`;
    const answer = await tenant.requestToken({ grant_type: 'client_credentials', client_id, client_secret, audience });
    expect(answer.status).toBe(401);
  });
});

describe('deleting a client', () => {
  it('answers 204 whether it was there or not', async () => {
    const { client_id } = await create();
    for (let time = 1; time <= 2; time += 1) {
      expect((await tenant.api('DELETE', `/clients/${client_id}`)).status).toBe(204);
    }
    expect((await tenant.api('GET', `/clients/${client_id}`)).status).toBe(404);
  });

  it('removes its grants and no others', async () => {
    const audience = 'urn:example:shared';
    await tenant.api('POST', '/resource-servers', { identifier: audience });
    const [gone, stays] = [await create(), await create()];
    await tenant.api('POST', '/client-grants', { client_id: gone.client_id, audience });
    await tenant.api('POST', '/client-grants', { client_id: gone.client_id, audience, subject_type: 'user' });
    const grant = entityOf(await tenant.api('POST', '/client-grants', { client_id: stays.client_id, audience }));
    await tenant.api('DELETE', `/clients/${gone.client_id}`);
    expect(listOf(await tenant.api('GET', `/client-grants?audience=${audience}`))).toEqual([grant]);
  });
});
