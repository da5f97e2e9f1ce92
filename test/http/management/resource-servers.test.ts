import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPublicKey } from '../../builders/key-material.ts';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, listOf, startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

let made = 0;
const newIdentifier = () => {
  made += 1;
  return `https://api.example/${made}`;
};
const create = async (properties: object = {}) =>
  entityOf(await tenant.api('POST', '/resource-servers', { identifier: newIdentifier(), ...properties }));
const patch = async (id: unknown, update: object) =>
  entityOf(await tenant.api('PATCH', `/resource-servers/${id}`, update));
const get = async (id: unknown) => entityOf(await tenant.api('GET', `/resource-servers/${id}`));

describe('creating a resource server', () => {
  it('fills in what the smallest body leaves out, in the order of the service', async () => {
    const { status, body } = await tenant.api('POST', '/resource-servers', {
      identifier: 'https://api.example/orders',
    });
    expect(status).toBe(201);
    expect(JSON.stringify({ ...Object(body), id: 'id' })).toBe(
      JSON.stringify({
        id: 'id',
        identifier: 'https://api.example/orders',
        allow_offline_access: false,
        skip_consent_for_verifiable_first_party_clients: false,
        subject_type_authorization: { client: { policy: 'require_client_grant' }, user: { policy: 'allow_all' } },
        token_lifetime: 86_400,
        token_lifetime_for_web: 7_200,
        signing_alg: 'RS256',
      }),
    );
  });

  it('answers every field as it was sent, in the order of the service', async () => {
    const sent = {
      name: 'Orders',
      identifier: 'urn:example:orders',
      allow_offline_access: true,
      skip_consent_for_verifiable_first_party_clients: true,
      subject_type_authorization: { user: { policy: 'deny_all' }, client: { policy: 'require_client_grant' } },
      token_lifetime: 7_200,
      token_lifetime_for_web: 3_600,
      signing_alg: 'HS256',
      signing_secret: 'a secret of 32 characters or more',
      scopes: [
        { value: 'read:orders', description: 'Read orders' },
        { value: 'bare' },
        { value: 'empty', description: '' },
      ],
      enforce_policies: true,
      token_dialect: 'access_token_authz',
    };
    const { id, ...answered } = await create(sent);
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(JSON.stringify(answered)).toBe(JSON.stringify(sent));
    expect(await get(id)).toEqual({ id, ...sent });
  });

  it('keeps the rarer fields', async () => {
    const sent = {
      allow_online_access: true,
      allow_online_access_with_ephemeral_sessions: false,
      token_lifetime_for_anonymous_access_tokens: 60,
      consent_policy: 'transactional-authorization-with-mfa',
      authorization_details: [{ type: 'payment' }],
      proof_of_possession: { mechanism: 'dpop', required: true, required_for: 'public_clients' },
      authorization_policy: { policy_id: 'policy' },
    };
    expect(await create(sent)).toMatchObject(sent);
  });

  it('makes a secret for HS256 and none for another algorithm', async () => {
    expect(await create({ signing_alg: 'HS256' })).toMatchObject({
      signing_secret: expect.stringMatching(/^[0-9A-Za-z]{32}$/),
    });
    expect(await create({ signing_alg: 'PS256', signing_secret: 'x'.repeat(32) })).not.toHaveProperty('signing_secret');
  });

  it('shows the thumbprint of an encryption key instead of the key', async () => {
    const pem = aPublicKey();
    const token_encryption = {
      format: 'compact-nested-jwe',
      encryption_key: { alg: 'RSA-OAEP-256', name: 'key', pem },
    };
    const answered = await create({ token_encryption });
    expect(answered).toMatchObject({
      token_encryption: {
        format: 'compact-nested-jwe',
        encryption_key: { alg: 'RSA-OAEP-256', name: 'key', thumbprint_sha256: expect.any(String) },
      },
    });
    expect(JSON.stringify(answered)).not.toContain('PUBLIC KEY');
  });

  it('refuses an encryption key that is none', async () => {
    const token_encryption = { format: 'compact-nested-jwe', encryption_key: { alg: 'RSA-OAEP-256', pem: 'no key' } };
    expect(
      (await tenant.api('POST', '/resource-servers', { identifier: 'urn:x', token_encryption })).body,
    ).toMatchObject({
      statusCode: 400,
      message: 'token_encryption.encryption_key.pem must be a public key or a certificate in PEM format.',
      errorCode: 'invalid_body',
    });
  });

  it('takes a URL, a URN or a name as identifier and keeps its case', async () => {
    for (const identifier of ['orders-api', 'urn:Example:ORDERS', 'https://api.example/%7Ex?a=b#c', 'id'.repeat(300)]) {
      expect(await create({ identifier })).toMatchObject({ identifier });
    }
  });

  it('refuses a second API of the same identifier, also when both are made at once', async () => {
    const identifier = newIdentifier();
    const answers = await Promise.all([1, 2, 3].map(() => tenant.api('POST', '/resource-servers', { identifier })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toEqual({
      statusCode: 409,
      error: 'Conflict',
      message: 'A resource server with the same identifier already exists.',
      errorCode: 'resource_server_conflict',
    });
  });

  it('refuses two scopes of the same name', async () => {
    const scopes = [{ value: 'a' }, { value: 'b' }, { value: 'a' }];
    const { status, body } = await tenant.api('POST', '/resource-servers', { identifier: 'urn:twice', scopes });
    expect([status, Object(body).message]).toEqual([
      400,
      "Payload validation error: 'Array items are not unique (indexes 0 and 2)' on property scopes (List of permissions (scopes) that this API uses.).",
    ]);
  });

  it('refuses a web lifetime beyond the lifetime', async () => {
    const lifetimes = { token_lifetime: 60, token_lifetime_for_web: 61 };
    expect(await tenant.api('POST', '/resource-servers', { identifier: 'urn:lifetimes', ...lifetimes })).toMatchObject({
      status: 400,
      body: { message: 'token_lifetime_for_web must not exceed token_lifetime (60).' },
    });
  });

  it('shortens the web lifetime with the lifetime', async () => {
    const identifier = 'urn:shortened';
    const shortened = { token_lifetime: 3_000, token_lifetime_for_web: 3_000 };
    expect(
      entityOf(await tenant.api('POST', '/resource-servers', { identifier, token_lifetime: 3_000 })),
    ).toMatchObject(shortened);
    const path = `/resource-servers/${encodeURIComponent(identifier)}`;
    expect((await tenant.api('PATCH', path, { token_lifetime: 60 })).body).toMatchObject({
      token_lifetime_for_web: 60,
    });
  });

  it('takes a form as well as JSON', async () => {
    const token = await tenant.managementToken('create:resource_servers');
    const response = await fetch(`${tenant.origin}/api/v2/resource-servers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams({ identifier: 'urn:form', name: 'Form' }),
    });
    expect([response.status, await response.json()]).toMatchObject([201, { identifier: 'urn:form', name: 'Form' }]);
  });
});

describe('changing a resource server', () => {
  it('keeps what is not named and replaces what is', async () => {
    const { id, ...before } = await create({ name: 'Orders', scopes: [{ value: 'a' }, { value: 'b' }] });
    expect(await patch(id, { scopes: [{ value: 'c', description: 'C' }] })).toEqual({
      id,
      ...before,
      scopes: [{ value: 'c', description: 'C' }],
    });
    expect(await patch(id, { scopes: [] })).toMatchObject({ name: 'Orders', scopes: [] });
    expect(await patch(id, {})).toMatchObject({ name: 'Orders', scopes: [] });
  });

  it('clears what null may clear', async () => {
    const cleared = {
      consent_policy: 'transactional-authorization-with-mfa',
      authorization_details: [{ type: 'payment' }],
      proof_of_possession: { mechanism: 'mtls', required: false },
      authorization_policy: { policy_id: 'policy' },
    };
    const { id } = await create(cleared);
    const nulls = Object.fromEntries(Object.keys(cleared).map((name) => [name, null]));
    const after = await patch(id, nulls);
    for (const name of Object.keys(cleared)) expect(after).not.toHaveProperty(name);
  });

  it('replaces an object as a whole', async () => {
    const { id } = await create({
      proof_of_possession: { mechanism: 'dpop', required: true, required_for: 'all_clients' },
    });
    expect(
      (await patch(id, { proof_of_possession: { mechanism: 'mtls', required: false } })).proof_of_possession,
    ).toEqual({
      mechanism: 'mtls',
      required: false,
    });
  });

  it('goes from HS256 to RS256 and back with another secret', async () => {
    const { id, signing_secret } = await create({ signing_alg: 'HS256' });
    expect(await patch(id, { signing_alg: 'RS256' })).not.toHaveProperty('signing_secret');
    const back = await patch(id, { signing_alg: 'HS256' });
    expect(back.signing_secret).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(back.signing_secret).not.toBe(signing_secret);
    expect(await patch(id, { name: 'Named' })).toMatchObject({ signing_secret: back.signing_secret });
  });

  it.each(['access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz'])(
    'takes the dialect %s',
    async (token_dialect) => {
      const { id } = await create();
      expect(await patch(id, { token_dialect, enforce_policies: true })).toMatchObject({ token_dialect });
    },
  );

  it('refuses another identifier', async () => {
    const { id } = await create();
    expect((await tenant.api('PATCH', `/resource-servers/${id}`, { identifier: 'urn:other' })).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: "Payload validation error: 'Additional properties not allowed: identifier'.",
      errorCode: 'invalid_body',
    });
  });

  it('loses no change of two that come at once', async () => {
    const { id } = await create();
    const pem = aPublicKey();
    const token_encryption = { format: 'compact-nested-jwe', encryption_key: { alg: 'RSA-OAEP-256', pem } };
    await Promise.all([
      patch(id, { token_encryption }),
      patch(id, { name: 'Named' }),
      patch(id, { token_lifetime: 60_000 }),
    ]);
    expect(await get(id)).toMatchObject({ name: 'Named', token_lifetime: 60_000, token_encryption: {} });
  });

  it('takes a removed scope out of the grants that hold it', async () => {
    const { id, identifier } = await create({ scopes: [{ value: 'a' }, { value: 'b' }] });
    const { client_id } = entityOf(await tenant.api('POST', '/clients', { name: 'Holder' }));
    const grant = entityOf(
      await tenant.api('POST', '/client-grants', { client_id, audience: identifier, scope: ['a', 'b'] }),
    );
    await patch(id, { scopes: [{ value: 'b' }] });
    expect((await tenant.api('GET', `/client-grants/${grant.id}`)).body).toMatchObject({ scope: ['b'] });
  });
});

describe('finding resource servers', () => {
  it('finds one by its id and by its identifier', async () => {
    const identifier = 'https://api.example/some-path?with=query&and/slashes';
    const created = await create({ identifier });
    expect(await get(created.id)).toEqual(created);
    expect(await get(encodeURIComponent(identifier))).toEqual(created);
    expect(await get('https:%2F%2Fapi.example%2Fsome-path%3Fwith=query&and%2Fslashes')).toEqual(created);
    expect(await patch(encodeURIComponent(identifier), { name: 'By identifier' })).toMatchObject({ id: created.id });
  });

  it('finds one by an identifier of 600 characters that need encoding', async () => {
    const identifier = `urn:${'/'.repeat(596)}`;
    const { id } = await create({ identifier });
    expect(await get(encodeURIComponent(identifier))).toMatchObject({ id });
  });

  it('says so where there is none', async () => {
    for (const method of ['GET', 'PATCH']) {
      expect((await tenant.api(method, '/resource-servers/nothing', method === 'PATCH' ? {} : undefined)).body).toEqual(
        {
          statusCode: 404,
          error: 'Not Found',
          message: 'The resource server does not exist',
          errorCode: 'inexistent_resource_server',
        },
      );
    }
  });

  it('keeps or drops the fields that the query names', async () => {
    const { id, identifier, ...rest } = await create();
    const chosen = await tenant.api('GET', `/resource-servers/${id}?fields=id,identifier&include_fields=true`);
    expect(chosen.body).toEqual({ id, identifier });
    expect((await tenant.api('GET', `/resource-servers/${id}?fields=id,identifier`)).body).toEqual({ id, identifier });
    const dropped = await tenant.api('GET', `/resource-servers/${id}?fields=id,identifier&include_fields=false`);
    expect(dropped.body).toEqual(rest);
    const listed = listOf(await tenant.api('GET', '/resource-servers?fields=identifier&per_page=2'));
    expect(listed.map((one) => Object.keys(Object(one)))).toEqual([['identifier'], ['identifier']]);
  });
});

describe('listing resource servers', () => {
  let listing: RunningTenant;
  const identifiers = Array.from({ length: 54 }, (_, index) => `urn:listed:${index}`);
  beforeAll(async () => {
    listing = await startCheckedTenant({
      seed: { resourceServers: identifiers.map((identifier) => ({ identifier })) },
    });
  });
  afterAll(() => listing.close());

  const identifiersOf = (body: unknown) => listFrom(body).map((one) => Object(one).identifier);
  const listFrom = (body: unknown): unknown[] => (Array.isArray(body) ? body : Object(body).resource_servers);

  it('answers a bare array of at most 50, the Management API first', async () => {
    const { body } = await listing.api('GET', '/resource-servers');
    expect(identifiersOf(body)).toEqual([`${listing.origin}/api/v2/`, ...identifiers.slice(0, 49)]);
  });

  it('tells totals where they are asked for', async () => {
    const { body } = await listing.api('GET', '/resource-servers?page=1&per_page=50&include_totals=true');
    expect(Object.keys(Object(body))).toEqual(['total', 'start', 'limit', 'resource_servers']);
    expect(body).toMatchObject({ total: 55, start: 50, limit: 50 });
    expect(identifiersOf(body)).toEqual(identifiers.slice(49));
  });

  it.each([
    ['page=0&per_page=2', 0, 2],
    ['page=2&per_page=20', 40, 55],
    ['page=7&per_page=100', 55, 55],
  ])('pages by %s', async (query, start, end) => {
    const everything = [`${listing.origin}/api/v2/`, ...identifiers];
    const { body } = await listing.api('GET', `/resource-servers?${query}`);
    expect(identifiersOf(body)).toEqual(everything.slice(start, end));
  });

  it('finds those of up to ten identifiers', async () => {
    const query = 'identifiers=urn:listed:7&identifiers=urn:listed:3&identifiers=urn:nothing';
    expect(identifiersOf((await listing.api('GET', `/resource-servers?${query}`)).body)).toEqual([
      'urn:listed:7',
      'urn:listed:3',
    ]);
    const own = encodeURIComponent(`${listing.origin}/api/v2/`);
    expect(identifiersOf((await listing.api('GET', `/resource-servers?identifiers=${own}`)).body)).toHaveLength(1);
    const eleven = identifiers
      .slice(0, 11)
      .map((identifier) => `identifiers=${identifier}`)
      .join('&');
    expect((await listing.api('GET', `/resource-servers?${eleven}`)).body).toMatchObject({
      errorCode: 'invalid_query_string',
    });
  });

  it.each([
    ['per_page=0', "'Value 0 is less than minimum 1' on property per_page (Number of results per page.)."],
    ['per_page=101', "'Value 101 is greater than maximum 100' on property per_page (Number of results per page.)."],
    ['page=-1', "'Value -1 is less than minimum 0' on property page"],
    ['page=first', "'Expected type integer but found type string' on property page"],
    ['include_totals=perhaps', "'Expected type boolean but found type string' on property include_totals."],
  ])('refuses %s', async (query, rule) => {
    const { status, body } = await listing.api('GET', `/resource-servers?${query}`);
    expect(status).toBe(400);
    expect(Object(body).message).toContain(`Query validation error: ${rule}`);
    expect(body).toMatchObject({ error: 'Bad Request', errorCode: 'invalid_query_string' });
  });
});

describe('deleting a resource server', () => {
  it('answers 204 whether it was there or not, by id and by identifier', async () => {
    const { id } = await create();
    const { identifier } = await create();
    for (const name of [id, encodeURIComponent(String(identifier)), id, 'nothing']) {
      const { status, headers, body } = await tenant.api('DELETE', `/resource-servers/${name}`);
      expect([status, headers.get('content-type'), body]).toEqual([204, 'application/json; charset=utf-8', undefined]);
      expect((await tenant.api('GET', `/resource-servers/${name}`)).status).toBe(404);
    }
  });

  it('removes the grants for it and no others', async () => {
    const { id, identifier } = await create();
    const { identifier: other } = await create();
    const { client_id } = entityOf(await tenant.api('POST', '/clients', { name: 'Holder' }));
    const gone = entityOf(await tenant.api('POST', '/client-grants', { client_id, audience: identifier }));
    const stays = entityOf(await tenant.api('POST', '/client-grants', { client_id, audience: other }));
    await tenant.api('DELETE', `/resource-servers/${id}`);
    expect((await tenant.api('GET', `/client-grants/${gone.id}`)).status).toBe(404);
    expect(listOf(await tenant.api('GET', `/client-grants?client_id=${client_id}`))).toEqual([stays]);
  });

  it('frees the identifier', async () => {
    const { id, identifier } = await create();
    await tenant.api('DELETE', `/resource-servers/${id}`);
    expect(await create({ identifier })).toMatchObject({ identifier });
  });
});

describe('the APIs of the service itself', () => {
  const managementApi = () => get(encodeURIComponent(`${tenant.origin}/api/v2/`));

  it('shows the Management API as a system API', async () => {
    const { scopes, ...shown } = await managementApi();
    expect(shown).toEqual({
      id: expect.any(String),
      name: 'Auth0 Management API',
      identifier: `${tenant.origin}/api/v2/`,
      is_system: true,
      allow_offline_access: false,
      skip_consent_for_verifiable_first_party_clients: false,
      subject_type_authorization: { client: { policy: 'require_client_grant' }, user: { policy: 'allow_all' } },
      token_lifetime: 86_400,
      token_lifetime_for_web: 7_200,
      signing_alg: 'RS256',
    });
    expect(scopes).toContainEqual({ value: 'read:client_grants', description: 'Read Client Grants' });
  });

  it('lets two of its properties be changed and refuses the others', async () => {
    const { id } = await managementApi();
    const changed = { token_lifetime: 43_200, skip_consent_for_verifiable_first_party_clients: true };
    expect(await patch(id, changed)).toMatchObject(changed);
    for (const update of [{ name: 'Mine' }, { scopes: [] }, { token_lifetime: 60, signing_alg: 'HS256' }]) {
      expect((await tenant.api('PATCH', `/resource-servers/${id}`, update)).body).toEqual({
        statusCode: 400,
        error: 'Bad Request',
        message: 'System resource servers cannot be patched.',
        errorCode: 'operation_not_supported',
      });
    }
  });

  it('refuses to delete it', async () => {
    const { id } = await managementApi();
    expect((await tenant.api('DELETE', `/resource-servers/${id}`)).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: 'System resource servers cannot be deleted.',
      errorCode: 'operation_not_supported',
    });
  });

  it.each([
    ['urn:auth0:express-configure', 'Auth0 Express Configuration API', 300, 7_200],
    ['/me/', 'Auth0 My Account API', 600, 600],
  ])('makes the API of the reserved identifier %s, whatever was sent', async (reserved, name, lifetime, forWeb) => {
    const identifier = reserved.startsWith('/') ? tenant.origin + reserved : reserved;
    const created = await create({
      identifier,
      name: 'Mine',
      token_lifetime: 5,
      token_lifetime_for_web: 5,
      scopes: [],
    });
    expect(created).toMatchObject({ name, identifier, is_system: true, token_lifetime: lifetime });
    expect(created).toMatchObject({ token_lifetime_for_web: forWeb });
    expect((await tenant.api('PATCH', `/resource-servers/${created.id}`, { name: 'Mine' })).status).toBe(400);
    const sentByTools = { name, token_lifetime: 60, proof_of_possession: { mechanism: 'dpop', required: false } };
    expect(await patch(created.id, sentByTools)).toMatchObject(sentByTools);
    expect((await tenant.api('DELETE', `/resource-servers/${created.id}`)).status).toBe(204);
    expect((await tenant.api('GET', `/resource-servers/${created.id}`)).status).toBe(404);
  });

  it('refuses every other identifier of its own', async () => {
    const { origin } = tenant;
    for (const identifier of ['urn:auth0:anything', `${origin}/`, origin, `${origin}/my-api`, '/my-api']) {
      expect((await tenant.api('POST', '/resource-servers', { identifier })).body).toMatchObject({
        statusCode: 400,
        message: 'The selected identifier is reserved.',
      });
    }
    expect(await tenant.api('POST', '/resource-servers', { identifier: `${origin}/api/v2/` })).toMatchObject({
      status: 409,
    });
  });
});
