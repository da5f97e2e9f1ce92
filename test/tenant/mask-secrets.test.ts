import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskClientId, maskHeaders, maskSecrets, maskUrl } from '../../src-main/tenant/traffic/mask-secrets.ts';

const secret = 'S3CRET';
const secretName = fc.constantFrom(
  'client_secret',
  'client_assertion',
  'signing_secret',
  'password',
  'private_key',
  'privateKey',
  'key',
  'secret',
  'code',
  'code_verifier',
);
const tokenName = fc.constantFrom('access_token', 'refresh_token', 'id_token', 'token');
const signed = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.${secret}`;

/** A JSON value with secrets somewhere in it. */
const { value: bodyWithSecrets } = fc.letrec<{ value: unknown; holder: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('holder'),
  ),
  holder: fc
    .tuple(
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
      secretName,
      fc.constantFrom<unknown>(secret, [secret], { inner: secret }, [[secret], secret]),
      tokenName,
      fc.constantFrom<unknown>(secret, signed, [signed, secret]),
    )
    .map(([members, name, value, token, tokenValue]) => ({ ...members, [name]: value, [token]: tokenValue })),
}));

describe('masking', () => {
  it('lets no secret through, wherever it stands', () => {
    fc.assert(
      fc.property(bodyWithSecrets, (body) => {
        expect(JSON.stringify(maskSecrets(body)) ?? '').not.toContain(secret);
      }),
    );
  });

  it('lets no secret through at any depth', () => {
    let body: unknown = { client_secret: secret };
    for (let depth = 0; depth < 100; depth += 1) body = depth % 2 === 0 ? [body] : { member: body };
    expect(JSON.stringify(maskSecrets(body))).not.toContain(secret);
  });

  it('leaves everything else as it is, and the original untouched', () => {
    const body = {
      client_id: 'id',
      scope: 'read:orders',
      refresh_token: { rotation_type: 'rotating', leeway: 0 },
      client_secret: secret,
      list: [1, 'two', null, { secret: null, deep: true }],
    };
    const copy = structuredClone(body);
    expect(maskSecrets(body)).toEqual({ ...copy, client_secret: '***' });
    expect(body).toEqual(copy);
  });

  it('keeps what a token says and hides its signature', () => {
    expect(maskSecrets({ access_token: signed })).toEqual({
      access_token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.***',
    });
    expect(maskSecrets({ refresh_token: 'opaque' })).toEqual({ refresh_token: '***' });
  });

  it.each([
    [{ authorization: `Bearer ${signed}` }, { authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.***' }],
    [{ Authorization: `Basic ${secret}` }, { Authorization: 'Basic ***' }],
    [{ authorization: secret }, { authorization: '***' }],
    [
      { cookie: `session=${secret}`, accept: '*/*' },
      { cookie: '***', accept: '*/*' },
    ],
    [{ 'set-cookie': [`a=${secret}`, `b=${secret}`] }, { 'set-cookie': '***' }],
    [{ host: undefined, 'content-length': 7 }, { 'content-length': '7' }],
  ])('shows the headers %j as %j', (headers, shown) => {
    expect(maskHeaders(headers)).toEqual(shown);
  });

  it('masks secrets in a query, however their name is encoded', () => {
    fc.assert(
      fc.property(fc.oneof(secretName, tokenName), fc.webQueryParameters(), (name, others) => {
        const encoded = name.replace('_', '%5F');
        for (const written of [name, encoded]) {
          const shown = maskUrl(`/path?${others}&${written}=${secret}#end`);
          expect(shown).not.toContain(secret);
          expect(shown).toContain(`${written}=***`);
        }
      }),
    );
    expect(maskUrl('/logs?page=1&q=type:sapi')).toBe('/logs?page=1&q=type:sapi');
  });
});

it('masks a secret however its name is spelt', () => {
  expect(maskSecrets({ Client_Secret: secret, CLIENT_ASSERTION: secret, PrivateKey: secret })).toEqual({
    Client_Secret: '***',
    CLIENT_ASSERTION: '***',
    PrivateKey: '***',
  });
  expect(maskUrl(`/oauth/token?Client_Secret=${secret}`)).not.toContain(secret);
});

describe('a secret that was sent as the id', () => {
  const mistaken = 'aB3-_'.repeat(13).slice(0, 64);

  it('is masked wherever the id is shown', () => {
    expect(maskClientId(mistaken)).toBe('***');
    expect(maskSecrets({ client_id: mistaken, Client_ID: mistaken })).toEqual({ client_id: '***', Client_ID: '***' });
    expect(maskUrl(`/authorize?client_id=${mistaken}&state=${mistaken}`)).toBe(
      `/authorize?client_id=***&state=${mistaken}`,
    );
  });

  it.each([
    'k3yOfThirtyTwoCharactersAaBbCcDd',
    'https://client.example/metadata/of/a/client/that/names/itself/by/its/address',
    'my-client',
  ])('is told from an id: %s', (id) => {
    expect(maskClientId(id)).toBe(id);
    expect(maskSecrets({ client_id: id })).toEqual({ client_id: id });
  });
});
