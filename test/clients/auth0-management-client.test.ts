/** `auth0` 7, ManagementClient: it takes a domain, insists on HTTPS and fetches its Management API token by itself. */
import { Management, ManagementClient, ManagementError } from 'auth0';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePemKeyPair } from './key-pair.ts';
import { startTrustedTenant, type TrustedTenant } from './trusted-tenant.ts';

describe('ManagementClient of auth0', () => {
  let tenant: TrustedTenant;
  let management: ManagementClient;
  beforeAll(async () => {
    tenant = await startTrustedTenant();
    management = new ManagementClient({ domain: tenant.domain, ...tenant.credentialsOf('Administrator') });
  });
  afterAll(() => tenant.close());

  const failureOf = (call: PromiseLike<unknown>) => Promise.resolve(call).catch((error: unknown) => error);

  it('creates an API, reads it by id and by identifier, patches its scopes, deletes it', async () => {
    const identifier = 'https://invoices.example/v1?region=eu';
    const { id = '', ...created } = await management.resourceServers.create({
      identifier,
      name: 'Invoices API',
      scopes: [{ value: 'read:invoices', description: 'Read invoices' }],
    });
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(created).toMatchObject({ identifier, signing_alg: 'RS256', token_lifetime: 86_400 });

    expect(await management.resourceServers.get(id)).toMatchObject({ id, name: 'Invoices API' });
    expect(await management.resourceServers.get(identifier)).toMatchObject({ id });

    const scopes = [{ value: 'read:invoices', description: 'Read invoices' }, { value: 'write:invoices' }];
    expect((await management.resourceServers.update(id, { scopes })).scopes).toEqual(scopes);
    expect((await management.resourceServers.get(id)).scopes).toEqual(scopes);

    await management.resourceServers.delete(id);
    expect(await failureOf(management.resourceServers.get(id))).toBeInstanceOf(Management.NotFoundError);
  });

  it('creates an application and a client grant, patches its scopes, deletes both', async () => {
    const audience = 'https://shipments.example/';
    await management.resourceServers.create({
      identifier: audience,
      scopes: [{ value: 'read:shipments' }, { value: 'write:shipments' }],
    });
    const { client_id = '', client_secret } = await management.clients.create({
      name: 'Shipping',
      app_type: 'non_interactive',
    });
    expect(client_secret).toHaveLength(64);

    const { id = '' } = await management.clientGrants.create({ client_id, audience, scope: ['read:shipments'] });
    const updated = await management.clientGrants.update(id, { scope: ['read:shipments', 'write:shipments'] });
    expect(updated).toMatchObject({ client_id, audience, scope: ['read:shipments', 'write:shipments'] });
    expect((await management.clientGrants.list({ client_id })).data).toHaveLength(1);

    await management.clientGrants.delete(id);
    expect((await management.clientGrants.list({ client_id })).data).toEqual([]);
    await management.clients.delete(client_id);
    expect(await failureOf(management.clients.get(client_id))).toBeInstanceOf(Management.NotFoundError);
  });

  it('rotates the secret of an application and the signing key of the tenant', async () => {
    const { client_id = '', client_secret } = await management.clients.create({ name: 'Rotating' });
    expect((await management.clients.rotateSecret(client_id)).client_secret).not.toBe(client_secret);
    const rotated = await management.keys.signing.rotate();
    expect(rotated.cert).toContain('BEGIN CERTIFICATE');
    expect((await management.keys.signing.list()).find(({ next }) => next)?.kid).toBe(rotated.kid);
  });

  describe('with seven APIs and their grants', () => {
    const identifiers = Array.from({ length: 7 }, (_, number) => `urn:paged:${number}`);
    let clientId: string;
    beforeAll(async () => {
      clientId = (await management.clients.create({ name: 'Pager' })).client_id ?? '';
      for (const identifier of identifiers) {
        await management.resourceServers.create({ identifier });
        await management.clientGrants.create({ client_id: clientId, audience: identifier, scope: [] });
      }
    });

    it('lists a page with its totals, and goes to the next', async () => {
      const page = await management.resourceServers.list({ page: 1, per_page: 3, include_totals: true });
      expect(page.response).toMatchObject({ start: 3, limit: 3, total: tenant.tenant.resourceServers.count });
      const first = page.data.map(({ id }) => id);
      expect(first).toHaveLength(3);
      expect(page.hasNextPage()).toBe(true);
      const second = (await page.getNextPage()).data.map(({ id }) => id);
      expect(second).toHaveLength(3);
      expect(second.filter((id) => first.includes(id))).toEqual([]);
    });

    it('goes over all pages with for await', async () => {
      const found: (string | undefined)[] = [];
      for await (const { identifier } of await management.resourceServers.list({ per_page: 2 })) found.push(identifier);
      expect(found).toEqual(expect.arrayContaining(identifiers));
      expect(new Set(found).size).toBe(found.length);
      expect(found).toHaveLength(tenant.tenant.resourceServers.count);
    });

    it('goes over checkpoints with for await', async () => {
      const found: (string | undefined)[] = [];
      for await (const { audience } of await management.clientGrants.list({ client_id: clientId, take: 3 })) {
        found.push(audience);
      }
      expect(found).toEqual(identifiers);
    });

    it('lists applications and log entries, whose envelopes it reads', async () => {
      const clients = await management.clients.list({ app_type: 'non_interactive', fields: 'client_id,name' });
      expect(clients.data).toContainEqual(expect.objectContaining({ name: 'Worker' }));
      const logs = await management.logs.list({ per_page: 5 });
      expect(logs.data[0]).toMatchObject({ log_id: expect.any(String), type: expect.any(String) });
    });
  });

  describe('throws its typed errors with the body of the answer', () => {
    it('BadRequestError for a name with angle brackets', async () => {
      const failure = await failureOf(management.resourceServers.create({ identifier: 'urn:bad', name: '<b>' }));
      expect(failure).toBeInstanceOf(Management.BadRequestError);
      expect(failure).toBeInstanceOf(ManagementError);
      expect(failure).toMatchObject({
        statusCode: 400,
        body: {
          statusCode: 400,
          error: 'Bad Request',
          errorCode: 'invalid_body',
          message: expect.stringContaining('name'),
        },
      });
    });

    it('ConflictError for an identifier that is taken', async () => {
      const failure = await failureOf(management.resourceServers.create({ identifier: 'https://orders.example/' }));
      expect(failure).toBeInstanceOf(Management.ConflictError);
      expect(failure).toMatchObject({ statusCode: 409, body: { error: 'Conflict' } });
    });

    it('NotFoundError for an id that is not there', async () => {
      const failure = await failureOf(management.clientGrants.get('cgr_0000000000000000'));
      expect(failure).toBeInstanceOf(Management.NotFoundError);
      expect(failure).toMatchObject({ statusCode: 404, body: { error: 'Not Found' } });
    });

    it('ForbiddenError where the scope is missing', async () => {
      const token = await tenant.managementToken('read:clients');
      const reader = new ManagementClient({ domain: tenant.domain, token });
      const failure = await failureOf(reader.resourceServers.create({ identifier: 'urn:forbidden' }));
      expect(failure).toBeInstanceOf(Management.ForbiddenError);
      expect(failure).toMatchObject({
        statusCode: 403,
        body: {
          errorCode: 'insufficient_scope',
          message: 'Insufficient scope, expected any of: create:resource_servers',
        },
      });
    });

    it('UnauthorizedError for a token of another API', async () => {
      const stranger = new ManagementClient({
        domain: tenant.domain,
        token: await tenant.tokenFrom(tenant.httpsOrigin),
      });
      const failure = await failureOf(stranger.clients.list());
      expect(failure).toBeInstanceOf(Management.UnauthorizedError);
      expect(failure).toMatchObject({ statusCode: 401, body: { message: 'Bad audience: https://orders.example/' } });
    });

    it('BadRequestError for a token that is none', async () => {
      const stranger = new ManagementClient({ domain: tenant.domain, token: 'not-a-token' });
      const failure = await failureOf(stranger.clients.list());
      expect(failure).toBeInstanceOf(Management.BadRequestError);
      expect(failure).toMatchObject({ statusCode: 400, body: { message: 'Bad HTTP authentication header format' } });
    });

    it('ManagementError where its own credentials are wrong', async () => {
      const { clientId } = tenant.credentialsOf('Administrator');
      const stranger = new ManagementClient({ domain: tenant.domain, clientId, clientSecret: 'wrong' });
      const failure = await failureOf(stranger.clients.list());
      expect(failure).toBeInstanceOf(ManagementError);
      expect(failure).toMatchObject({ statusCode: 401, body: expect.anything() });
    });
  });

  it('authenticates itself by a private key in place of a secret', async () => {
    const { privateKey, publicKey } = await generatePemKeyPair();
    const { client_id = '' } = await management.clients.create({
      name: 'Deployer',
      app_type: 'non_interactive',
      client_authentication_methods: {
        private_key_jwt: { credentials: [{ credential_type: 'public_key', pem: publicKey }] },
      },
    });
    await management.clientGrants.create({
      client_id,
      audience: `https://${tenant.domain}/api/v2/`,
      scope: ['read:resource_servers'],
    });
    const deployer = new ManagementClient({
      domain: tenant.domain,
      clientId: client_id,
      clientAssertionSigningKey: privateKey,
    });
    expect((await deployer.resourceServers.list()).data.length).toBeGreaterThan(0);
  });
});
