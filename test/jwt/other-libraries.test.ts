/** Tokens of PyJWT and jsonwebtoken verify here, and ours verify there. */
import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { signEdited } from '../../src-main/jwt/edit/sign-edited.ts';
import { aPair, inspect, now, secret, someClaims } from './inspect.ts';

interface Jsonwebtoken {
  sign(claims: object, key: string, options: { algorithm: string; noTimestamp: boolean }): string;
  verify(token: string, key: string, options: { algorithms: string[]; clockTimestamp: number }): unknown;
}

const require = createRequire(import.meta.url);
const jsonwebtoken = find((): Jsonwebtoken => require('jsonwebtoken'));
const python = '/usr/bin/python3';
const hasPyjwt = find(() => execFileSync(python, ['-c', 'import jwt, cryptography'])) !== undefined;

function find<Value>(load: () => Value): Value | undefined {
  try {
    return load();
  } catch {
    return undefined;
  }
}

async function pemOf(alg: string) {
  const { publicJwk, privateJwk } = await aPair(alg);
  return {
    publicPem: createPublicKey({ key: { ...publicJwk }, format: 'jwk' })
      .export({ type: 'spki', format: 'pem' })
      .toString(),
    privatePem: createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    privateJwk: { ...privateJwk, kty: String(privateJwk.kty) },
  };
}

describe.runIf(jsonwebtoken !== undefined)('jsonwebtoken', () => {
  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'])(
    '%s both ways',
    async (algorithm) => {
      const { publicPem, privatePem, privateJwk } = await pemOf(algorithm);
      const theirs = jsonwebtoken?.sign(someClaims(), privatePem, { algorithm, noTimestamp: true }) ?? '';
      expect(await inspect(theirs, { key: publicPem })).toMatchObject({ verdict: 'verified' });
      const ours = await signEdited({ header: { alg: algorithm }, payload: someClaims(), key: privateJwk, now });
      expect(jsonwebtoken?.verify(ours, publicPem, { algorithms: [algorithm], clockTimestamp: now })).toMatchObject(
        someClaims(),
      );
    },
  );

  it('HS256 both ways', async () => {
    const theirs = jsonwebtoken?.sign(someClaims(), secret, { algorithm: 'HS256', noTimestamp: true }) ?? '';
    expect(await inspect(theirs, { secret })).toMatchObject({ verdict: 'verified' });
    const ours = await signEdited({
      header: {},
      payload: someClaims(),
      key: { kty: 'oct', k: Buffer.from(secret).toString('base64url') },
      now,
    });
    expect(jsonwebtoken?.verify(ours, secret, { algorithms: ['HS256'], clockTimestamp: now })).toMatchObject(
      someClaims(),
    );
  });
});

const program = `
import json, sys, jwt
given = json.load(sys.stdin)
claims = jwt.decode(given["ours"], given["publicKey"], algorithms=[given["alg"]], options={"verify_exp": False, "verify_aud": False, "verify_iat": False, "verify_nbf": False})
theirs = jwt.encode(given["claims"], given["privateKey"], algorithm=given["alg"])
print(json.dumps({"claims": claims, "theirs": theirs}))
`;

describe.runIf(hasPyjwt)('PyJWT', () => {
  it.each(['HS256', 'RS256', 'PS256', 'ES256', 'ES512', 'EdDSA'])('%s both ways', async (alg) => {
    const isSecret = alg === 'HS256';
    const key = isSecret ? undefined : await pemOf(alg);
    const jwk = key?.privateJwk ?? { kty: 'oct', k: Buffer.from(secret).toString('base64url') };
    const ours = await signEdited({ header: { alg }, payload: someClaims(), key: jwk, now });
    const input = JSON.stringify({
      ours,
      alg,
      claims: someClaims(),
      publicKey: key?.publicPem ?? secret,
      privateKey: key?.privatePem ?? secret,
    });
    const { claims, theirs } = JSON.parse(execFileSync(python, ['-c', program], { input, encoding: 'utf8' }));
    expect(claims).toEqual(someClaims());
    expect(await inspect(theirs, key === undefined ? { secret } : { key: key.publicPem })).toMatchObject({
      verdict: 'verified',
    });
  });
});
