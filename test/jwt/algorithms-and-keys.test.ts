/** Every algorithm with every form of key, for good, altered and expired tokens and for another key. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { readKeys, readSecret } from '../../src-main/jwt/keys/read-keys.ts';
import { createSelfSignedCertificate } from '../../src-main/platform/signing-certificate.ts';
import { slowPem } from '../builders/slow-pem.ts';
import {
  alterPart,
  aPair,
  aToken,
  checkOf,
  codesOf,
  encodePart,
  inspect,
  now,
  type Pair,
  platform,
  secret,
  someClaims,
} from './inspect.ts';

const hasMlDsa = await generateKeyPair('ML-DSA-44').then(
  () => true,
  () => false,
);

const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
  ...(hasMlDsa ? ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'] : []),
];

type KeyForm = (pair: Pair) => string;

const forms: Record<string, KeyForm> = {
  JWK: ({ publicJwk }) => JSON.stringify(publicJwk),
  'JWK set': ({ publicJwk }) =>
    JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', kid: 'x', x: publicJwk.x ?? 'AA', y: 'AA' }, publicJwk] }),
  'private JWK': ({ privateJwk }) => JSON.stringify(privateJwk),
  'SPKI PEM': ({ publicJwk }) =>
    createPublicKey({ key: { ...publicJwk }, format: 'jwk' })
      .export({ type: 'spki', format: 'pem' })
      .toString(),
  'PKCS #8 PEM': ({ privateJwk }) =>
    createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  'DER in base64': ({ publicJwk }) =>
    createPublicKey({ key: { ...publicJwk }, format: 'jwk' })
      .export({ type: 'spki', format: 'der' })
      .toString('base64'),
};

const cases = algorithms.flatMap((alg) =>
  Object.entries(forms)
    .filter(([form]) => !alg.startsWith('ML-DSA') || form.includes('JWK'))
    .map(([form, write]) => ({ alg, form, write })),
);

describe('every algorithm with every form of key', () => {
  it.each(cases)('$alg with $form', async ({ alg, write }) => {
    const pair = await aPair(alg);
    const key = write(pair);
    const token = await pair.sign();
    expect(await inspect(token, { key })).toMatchObject({ verdict: 'verified' });
    expect(await inspect(alterPart(token, 1), { key })).toMatchObject({ verdict: 'not_verified' });
    expect(await inspect(alterPart(token, 2), { key })).toMatchObject({ verdict: 'not_verified' });
    const expired = await inspect(await pair.sign(someClaims({ exp: now - 10 })), { key });
    expect(expired).toMatchObject({ verdict: 'not_verified', summary: 'Signature good, but expired.' });
    const other = await inspect(token, { key: write(await aPair(alg, 'other')) });
    expect(other).toMatchObject({ verdict: 'not_verified' });
    expect(await inspect(token)).toMatchObject({ verdict: 'cannot_verify' });
  });

  it.each(['HS256', 'HS384', 'HS512'])('%s with a secret', async (alg) => {
    const { createHmac } = await import('node:crypto');
    const input = `${encodePart({ alg })}.${encodePart(someClaims())}`;
    const token = `${input}.${createHmac(`sha${alg.slice(2)}`, secret)
      .update(input)
      .digest('base64url')}`;
    expect(await inspect(token, { secret })).toMatchObject({ verdict: 'verified' });
    expect(await inspect(token, { key: { kty: 'oct', k: Buffer.from(secret).toString('base64url') } })).toMatchObject({
      verdict: 'verified',
    });
    expect(await inspect(token, { secret: `${secret}.` })).toMatchObject({ verdict: 'not_verified' });
    expect(await inspect(alterPart(token, 1), { secret })).toMatchObject({ verdict: 'not_verified' });
  });

  it.runIf(!hasMlDsa)('says where the runtime has no ML-DSA', async () => {
    const token = `${encodePart({ alg: 'ML-DSA-44' })}.${encodePart(someClaims())}.${'A'.repeat(3_227)}`;
    const report = await inspect(token, { key: { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AAAA' } });
    expect(report.verdict).toBe('cannot_verify');
  });
});

describe('keys', () => {
  it('are read as PKCS #1, SEC 1, OpenSSH and certificates', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = privateKey.export({ format: 'jwk' });
    const { n = '', e = '' } = jwk;
    const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, bytes.length >> 8, bytes.length & 255]), bytes]);
    const ssh = Buffer.concat([
      field(Buffer.from('ssh-rsa')),
      field(Buffer.from(e, 'base64url')),
      field(Buffer.concat([Buffer.from([0]), Buffer.from(n, 'base64url')])),
    ]);
    // What stands behind the public key may be encrypted, and is not looked at.
    const sshPrivate = Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      ...['aes256-ctr', 'bcrypt', 'salt'].map((text) => field(Buffer.from(text))),
      Buffer.from([0, 0, 0, 1]),
      field(ssh),
      field(Buffer.alloc(64, 7)),
    ]);
    const sshPem = (bytes: Buffer) =>
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
    expect(() => readKeys(sshPem(sshPrivate.subarray(0, 40)), { platform })).toThrow('ssh-keygen -p -m PKCS8');
    const certificate = await createSelfSignedCertificate(privateKey, 'issuer.example');
    const texts = [
      sshPem(sshPrivate),
      publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      `ssh-rsa ${ssh.toString('base64')} me@here`,
      `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`,
    ];
    for (const text of texts) expect(readKeys(text, { platform }).candidates[0]?.jwk).toMatchObject({ kty: 'RSA', n });
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(
      readKeys(ec.export({ type: 'sec1', format: 'pem' }).toString(), { platform }).candidates[0]?.jwk,
    ).toMatchObject({ kty: 'EC' });
    const encrypted = ec.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' }).toString();
    expect(() => readKeys(encrypted, { platform })).toThrow('passphrase is needed');
    expect(readKeys(encrypted, { platform, passphrase: 'open' }).candidates).toHaveLength(1);
  });

  it('is refused by its rounds, before they are gone through, where they would hold everything up', () => {
    expect(() => readKeys(slowPem(2_000_000_000), { platform, passphrase: 'open' })).toThrow(
      /stretched by 2000000000 rounds, and more than 600000/,
    );
  });

  it.each([
    '',
    'nonsense',
    '{"a":1}',
    '[',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    '-----BEGIN PUBLIC KEY-----',
    'ssh-dss AAAA',
  ])('are refused in words where they are none: %j', (text) => {
    expect(() => readKeys(text, { platform })).toThrow(/\w{3,} .*\./);
  });

  it('of a set are all tried, and the one that fits is named', async () => {
    const [one, other] = [await aPair('ES256'), await aPair('ES256', 'other')];
    const report = await inspect(await one.sign(someClaims(), { kid: undefined }), {
      jwks: { keys: [other.publicJwk, one.publicJwk] },
    });
    expect(report.key).toMatchObject({ kid: 'one', source: 'jwks' });
    expect(codesOf(report)).toContain('kid-missing');
  });

  it.each([
    ['base64', Buffer.from(secret).toString('base64')],
    ['base64url', Buffer.from(secret).toString('base64url')],
    ['hex', Buffer.from(secret).toString('hex')],
  ] as const)('as secrets are decoded from %s', async (encoding, text) => {
    const candidates = [readSecret(text, encoding)];
    expect(await inspect(await aToken(), { findKeys: () => ({ candidates }) })).toMatchObject({ verdict: 'verified' });
    const asText = await inspect(await aToken(), { secret: text });
    expect(asText.verdict).toBe('not_verified');
    expect(asText.summary).toMatch(/would match if the secret were read as (?:base64|base64url|hexadecimal)/);
  });
});

describe('a signature that does not match', () => {
  it('tells an altered token from one of another key (RSA)', async () => {
    const [one, other] = [await aPair('RS256'), await aPair('RS256', 'other')];
    const altered = await inspect(alterPart(await one.sign(), 1), { key: one.publicJwk });
    expect(altered.summary).toContain('the header or payload was altered after signing');
    const foreign = await inspect(await other.sign(someClaims(), { kid: 'one' }), { key: one.publicJwk });
    expect(foreign.summary).toContain("names this key's kid, but was signed with another key");
  });

  it('names the algorithm that it was made with, where the header names another', async () => {
    const { privateJwk, publicJwk } = await aPair('RS256');
    const input = `${encodePart({ alg: 'RS256' })}.${encodePart(someClaims())}`;
    const token = `${input}.${sign('sha512', Buffer.from(input), createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })).toString('base64url')}`;
    expect((await inspect(token, { key: publicJwk })).summary).toContain('RS512, while the header says RS256');
  });

  it('recognizes DER in place of r and s', async () => {
    const { privateJwk, publicJwk } = await aPair('ES256');
    const input = `${encodePart({ alg: 'ES256' })}.${encodePart(someClaims())}`;
    const token = `${input}.${sign('sha256', Buffer.from(input), createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })).toString('base64url')}`;
    expect((await inspect(token, { key: publicJwk })).summary).toContain('DER-encoded');
  });

  it('sees that a signature is truncated', async () => {
    const { publicJwk, sign: signToken } = await aPair('ES256');
    const report = await inspect((await signToken()).slice(0, -20), { key: publicJwk });
    expect(report.summary).toContain('truncated');
    expect(checkOf(report, 'structure')?.reason).toContain('cut off');
  });

  it('sees that the JSON was printed anew', async () => {
    const { publicJwk, sign: signToken } = await aPair('ES256');
    const [header, payload, signature] = (await signToken()).split('.');
    const pretty = JSON.stringify(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), null, 2);
    expect((await inspect(`${header}.${encodePart(pretty)}.${signature}`, { key: publicJwk })).summary).toContain(
      'reformatted after signing',
    );
  });

  it('is never called verified because the key does not fit the algorithm', async () => {
    const { publicJwk } = await aPair('RS256');
    const report = await inspect(await aToken(), { key: publicJwk });
    expect(report).toMatchObject({ verdict: 'not_verified' });
  });

  it('says that the key is too short in place of wrong, and verifies all the same', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const input = `${encodePart({ alg: 'RS256' })}.${encodePart(someClaims())}`;
    const token = `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
    const report = await inspect(token, { key: publicKey.export({ format: 'jwk' }) });
    expect(checkOf(report, 'signature')?.reason).toContain('too short');
    expect(codesOf(report)).toContain('rsa-short');
  });

  it.each([
    ['ES256K', 'ec'],
    ['Ed448', 'ed448'],
  ] as const)('%s, which jose does not know, is verified by the platform', async (alg, type) => {
    const { privateKey, publicKey } =
      type === 'ec' ? generateKeyPairSync(type, { namedCurve: 'secp256k1' }) : generateKeyPairSync(type);
    const input = `${encodePart({ alg })}.${encodePart(someClaims())}`;
    const signature = sign(type === 'ec' ? 'sha256' : null, Buffer.from(input), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    const report = await inspect(`${input}.${signature.toString('base64url')}`, {
      key: publicKey.export({ format: 'jwk' }),
    });
    expect(checkOf(report, 'signature')).toMatchObject({ result: 'passed' });
    expect(checkOf(report, 'signature')?.reason).toContain(`jose does not know ${alg}`);
  });

  it('an unknown kid of a set is said, and is no verdict', async () => {
    const [one, other] = [await aPair('RS256'), await aPair('RS256', 'other')];
    const report = await inspect(await other.sign(), { jwks: { keys: [one.publicJwk] } });
    expect(report.verdict).toBe('cannot_verify');
    expect(codesOf(report)).toContain('kid-unknown');
  });

  it('a token whose algorithm is not allowed is refused', async () => {
    const report = await inspect(await aToken(), { secret, algorithms: ['RS256'] });
    expect(report).toMatchObject({ verdict: 'not_verified' });
    expect(report.summary).toContain('HS256 is not allowed');
  });
});
