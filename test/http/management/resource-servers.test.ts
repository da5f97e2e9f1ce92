import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPublicKey } from '../../builders/key-material.ts';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, startCheckedTenant } from './expect-shape.ts';
import { resourceServerCalls } from './resource-server-calls.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

const { create, get, newIdentifier } = resourceServerCalls(() => tenant);

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
