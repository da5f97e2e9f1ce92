import { X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, importSPKI } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCertificate, anEllipticPublicKey, aPublicKey } from '../../builders/key-material.ts';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, listOf, startCheckedTenant } from './expect-shape.ts';

const start = Date.parse('2026-03-02T10:11:12.345Z');

let now = start;
let tenant: RunningTenant;
let certificate: string;
const pem = aPublicKey();
beforeAll(async () => {
  [tenant, certificate] = await Promise.all([startCheckedTenant({ clock: () => now }), aCertificate()]);
});
afterAll(() => tenant.close());

const newClient = async (properties: object = {}) =>
  entityOf(await tenant.api('POST', '/clients', { name: 'Worker', ...properties }));
const path = async () => `/clients/${(await newClient()).client_id}/credentials`;
const create = async (credential: object) => entityOf(await tenant.api('POST', await path(), credential));
const refusal = async (credential: object) => (await tenant.api('POST', await path(), credential)).body;

describe('creating a credential', () => {
  it('answers a public key in the terms of the service', async () => {
    const sent = { name: 'ci key', credential_type: 'public_key', pem, expires_at: '2030-01-01T01:00:00+01:00' };
    const kid = await calculateJwkThumbprint(await exportJWK(await importSPKI(pem, 'RS256', { extractable: true })));
    expect(await create(sent)).toEqual({
      id: expect.stringMatching(/^cred_[0-9A-Za-z]{22}$/),
      name: 'ci key',
      credential_type: 'public_key',
      kid,
      alg: 'RS256',
      created_at: '2026-03-02T10:11:12.345Z',
      updated_at: '2026-03-02T10:11:12.345Z',
      expires_at: '2030-01-01T00:00:00.000Z',
    });
  });

  it('gives the same key the same kid and another id', async () => {
    const [one, other] = [
      await create({ credential_type: 'public_key', pem }),
      await create({ credential_type: 'public_key', pem, alg: 'PS256' }),
    ];
    expect([other.kid, other.alg]).toEqual([one.kid, 'PS256']);
    expect(other.id).not.toBe(one.id);
    expect(one).not.toHaveProperty('expires_at');
    expect(await create({ credential_type: 'public_key', pem, kid: 'my-own-key-id' })).toMatchObject({
      kid: 'my-own-key-id',
    });
  });

  it('reads the expiry from a certificate where it is asked to', async () => {
    const { notAfter } = certificateFacts();
    expect(
      await create({ credential_type: 'public_key', pem: certificate, parse_expiry_from_cert: true }),
    ).toMatchObject({ expires_at: notAfter });
    expect(await create({ credential_type: 'public_key', pem: certificate })).not.toHaveProperty('expires_at');
    expect(await refusal({ credential_type: 'public_key', pem, parse_expiry_from_cert: true })).toMatchObject({
      statusCode: 400,
      message: 'pem must be a certificate in PEM format.',
    });
  });

  it('answers a certificate by its thumbprint and expiry, without kid and alg', async () => {
    const { notAfter, thumbprint } = certificateFacts();
    const created = await create({ credential_type: 'x509_cert', name: 'tls', pem: certificate });
    expect(created).toMatchObject({ name: 'tls', thumbprint_sha256: thumbprint, expires_at: notAfter });
    expect(Object.keys(created)).not.toContain('kid');
    expect(Object.keys(created)).not.toContain('alg');
  });

  it('answers a distinguished name, given or read from a certificate', async () => {
    const given = await create({ credential_type: 'cert_subject_dn', subject_dn: 'C=NL\nO=Acme\nCN=client' });
    expect(given).toMatchObject({ credential_type: 'cert_subject_dn', subject_dn: 'C=NL\nO=Acme\nCN=client' });
    expect(await create({ credential_type: 'cert_subject_dn', pem: certificate })).toMatchObject({
      subject_dn: 'CN=client.example',
    });
  });

  it.each<[title: string, credential: () => object, message: string | RegExp]>([
    [
      'no key',
      () => ({ credential_type: 'public_key' }),
      "Payload validation error: 'Missing required property: pem'.",
    ],
    ['no PEM', () => ({ credential_type: 'public_key', pem: 'key' }), /^pem must be a public key or a certificate/],
    [
      'a short key',
      () => ({ credential_type: 'public_key', pem: aPublicKey(1024) }),
      'pem must hold an RSA public key of 2048 bits or more.',
    ],
    [
      'an elliptic key',
      () => ({ credential_type: 'public_key', pem: anEllipticPublicKey() }),
      'pem must hold an RSA public key of 2048 bits or more.',
    ],
    [
      'a key in place of a certificate',
      () => ({ credential_type: 'x509_cert', pem }),
      'pem must be a certificate in PEM format.',
    ],
    [
      'no distinguished name',
      () => ({ credential_type: 'cert_subject_dn' }),
      "Payload validation error: 'Missing required property: subject_dn'.",
    ],
  ])('refuses %s', async (_title, credential, message) => {
    expect(await refusal(credential())).toMatchObject({
      statusCode: 400,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      errorCode: 'invalid_body',
    });
  });

  it('takes two for a client and no third', async () => {
    const credentials = await path();
    for (let count = 1; count <= 2; count += 1) {
      expect((await tenant.api('POST', credentials, { credential_type: 'public_key', pem })).status).toBe(201);
    }
    expect((await tenant.api('POST', credentials, { credential_type: 'public_key', pem })).body).toEqual({
      statusCode: 403,
      error: 'Forbidden',
      message: 'You reached the limit of entities of this type for this tenant.',
      errorCode: 'too_many_entities',
    });
  });
});

describe('the life of a credential', () => {
  it('is listed, read, changed and removed', async () => {
    now = start;
    const credentials = await path();
    expect((await tenant.api('GET', `${credentials}?include_totals=true&per_page=50`)).body).toEqual([]);
    const created = entityOf(await tenant.api('POST', credentials, { credential_type: 'public_key', pem }));
    const place = `${credentials}/${created.id}`;
    expect(listOf(await tenant.api('GET', credentials))).toEqual([created]);
    expect((await tenant.api('GET', place)).body).toEqual(created);

    now = start + 60_000;
    const update = { expires_at: '2031-01-01T00:00:00Z' };
    const { status, body } = await tenant.api('PATCH', place, update);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...created,
      expires_at: '2031-01-01T00:00:00.000Z',
      updated_at: '2026-03-02T10:12:12.345Z',
    });
    expect((await tenant.api('PATCH', place, { expires_at: null })).body).not.toHaveProperty('expires_at');
    expect((await tenant.api('PATCH', place, {})).status).toBe(400);
    expect((await tenant.api('PATCH', place, { name: 'Renamed' })).status).toBe(400);

    for (let time = 1; time <= 2; time += 1) expect((await tenant.api('DELETE', place)).status).toBe(204);
    expect((await tenant.api('GET', credentials)).body).toEqual([]);
    now = start;
  });

  it('answers 404 for a credential or a client that does not exist', async () => {
    const credentials = await path();
    const expected = { statusCode: 404, error: 'Not Found', message: 'Credential does not exist' };
    expect((await tenant.api('GET', `${credentials}/cred_x`)).body).toMatchObject(expected);
    expect((await tenant.api('PATCH', `${credentials}/cred_x`, { expires_at: null })).body).toMatchObject(expected);
    const nobody = '/clients/nobody/credentials';
    expect((await tenant.api('GET', nobody)).status).toBe(404);
    expect((await tenant.api('POST', nobody, { credential_type: 'public_key', pem })).status).toBe(404);
    expect((await tenant.api('DELETE', `${nobody}/cred_x`)).status).toBe(204);
  });

  it('never answers the key', async () => {
    const credentials = await path();
    await tenant.api('POST', credentials, { credential_type: 'public_key', pem });
    const answers = [await tenant.api('GET', credentials), await tenant.api('GET', '/clients?per_page=100')];
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain('PUBLIC KEY');
  });
});

describe('switching to private_key_jwt and back, as Terraform does', () => {
  it('hides the secret while a key takes its place', async () => {
    const { client_id, client_secret } = await newClient({ token_endpoint_auth_method: 'client_secret_post' });
    const place = `/clients/${client_id}`;
    const { id } = entityOf(await tenant.api('POST', `${place}/credentials`, { credential_type: 'public_key', pem }));

    const methods = { private_key_jwt: { credentials: [{ id }] } };
    const switched = entityOf(
      await tenant.api('PATCH', place, { client_authentication_methods: methods, token_endpoint_auth_method: null }),
    );
    for (const client of [switched, entityOf(await tenant.api('GET', place))]) {
      expect(client.client_authentication_methods).toEqual(methods);
      expect(client).not.toHaveProperty('client_secret');
      expect(client).not.toHaveProperty('token_endpoint_auth_method');
    }
    expect(listOf(await tenant.api('GET', `${place}/credentials`))).toHaveLength(1);

    const back = {
      client_authentication_methods: null,
      signed_request_object: null,
      token_endpoint_auth_method: 'client_secret_basic',
    };
    const restored = entityOf(await tenant.api('PATCH', place, back));
    expect(restored).toMatchObject({ client_secret, token_endpoint_auth_method: 'client_secret_basic' });
    expect(restored).not.toHaveProperty('client_authentication_methods');
  });

  it('gives up the method before even where the request does not say so', async () => {
    const { client_id } = await newClient({ token_endpoint_auth_method: 'client_secret_post' });
    const { id } = entityOf(
      await tenant.api('POST', `/clients/${client_id}/credentials`, { credential_type: 'public_key', pem }),
    );
    const body = { client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } } };
    const switched = entityOf(await tenant.api('PATCH', `/clients/${client_id}`, body));
    expect(switched).not.toHaveProperty('token_endpoint_auth_method');
    const both = { ...body, token_endpoint_auth_method: 'client_secret_post' };
    expect((await tenant.api('PATCH', `/clients/${client_id}`, both)).status).toBe(400);
  });

  it('refuses a credential of another client', async () => {
    const { client_id } = await newClient();
    const { id } = await create({ credential_type: 'public_key', pem });
    for (const body of [
      { client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } } },
      { signed_request_object: { credentials: [{ id }] } },
    ]) {
      expect((await tenant.api('PATCH', `/clients/${client_id}`, body)).body).toMatchObject({
        statusCode: 400,
        message: `The credential ${id} does not exist.`,
      });
    }
  });

  it('takes whole credentials in a creation and shows them whole once', async () => {
    const credential = { credential_type: 'public_key', name: 'embedded', pem };
    const created = await newClient({
      client_authentication_methods: { private_key_jwt: { credentials: [credential] } },
      signed_request_object: { required: true, credentials: [credential] },
    });
    expect(created).toMatchObject({
      client_authentication_methods: {
        private_key_jwt: { credentials: [{ name: 'embedded', credential_type: 'public_key', alg: 'RS256' }] },
      },
      signed_request_object: { required: true, credentials: [{ id: expect.any(String) }] },
    });
    expect(JSON.stringify(created)).not.toContain('PUBLIC KEY');
    expect(created).not.toHaveProperty('client_secret');
    const later = entityOf(await tenant.api('GET', `/clients/${created.client_id}`));
    const [signed, listed] = listOf(await tenant.api('GET', `/clients/${created.client_id}/credentials`));
    expect(later.client_authentication_methods).toEqual({
      private_key_jwt: { credentials: [{ id: Object(listed).id }] },
    });
    expect(later.signed_request_object).toEqual({ required: true, credentials: [{ id: Object(signed).id }] });
  });

  it('takes certificates for mutual TLS in a creation', async () => {
    expect(
      await newClient({
        client_authentication_methods: {
          self_signed_tls_client_auth: { credentials: [{ credential_type: 'x509_cert', pem: certificate }] },
        },
      }),
    ).toMatchObject({
      client_authentication_methods: {
        self_signed_tls_client_auth: { credentials: [{ thumbprint_sha256: certificateFacts().thumbprint }] },
      },
    });
    expect(
      await newClient({
        client_authentication_methods: {
          tls_client_auth: { credentials: [{ credential_type: 'cert_subject_dn', subject_dn: 'CN=client' }] },
        },
      }),
    ).toMatchObject({
      client_authentication_methods: { tls_client_auth: { credentials: [{ subject_dn: 'CN=client' }] } },
    });
  });

  it('takes a removed credential out of what names it', async () => {
    const credential = { credential_type: 'public_key', pem };
    const { client_id } = await newClient({
      client_authentication_methods: { private_key_jwt: { credentials: [credential] } },
      signed_request_object: { required: false, credentials: [credential] },
    });
    for (const { id } of listOf(await tenant.api('GET', `/clients/${client_id}/credentials`)).map(Object)) {
      await tenant.api('DELETE', `/clients/${client_id}/credentials/${id}`);
    }
    expect((await tenant.api('GET', `/clients/${client_id}`)).body).toMatchObject({
      client_authentication_methods: { private_key_jwt: { credentials: [] } },
      signed_request_object: { required: false, credentials: [] },
    });
  });
});

function certificateFacts(): { notAfter: string; thumbprint: string } {
  const { validTo, fingerprint256 } = new X509Certificate(certificate);
  const thumbprint = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  return { notAfter: new Date(validTo).toISOString(), thumbprint };
}
