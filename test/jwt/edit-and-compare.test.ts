import { createPublicKey } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { breakages, keyKinds } from '../../src-main/contract/methods/debugger.ts';
import { compareTokens } from '../../src-main/jwt/compare-tokens.ts';
import { makeKey } from '../../src-main/jwt/edit/make-key.ts';
import { signEdited } from '../../src-main/jwt/edit/sign-edited.ts';
import { writeSnippets } from '../../src-main/jwt/write-snippets.ts';
import { aPair, aToken, inspect, now, secret, someClaims } from './inspect.ts';

const key = { kty: 'oct', k: Buffer.from(secret).toString('base64url') };
const header = { alg: 'HS256', typ: 'at+jwt', kid: 'one' };
const payload = someClaims({ scope: 'read:orders write:orders' });
const expectations = {
  secret,
  issuer: 'https://issuer.example/',
  audience: ['https://orders.example/'],
  scopes: ['read:orders', 'write:orders'],
  type: 'at+jwt',
};

describe('signing what was edited', () => {
  it('makes a token that verifies', async () => {
    expect(await inspect(await signEdited({ header, payload, key, now }), expectations)).toMatchObject({
      verdict: 'verified',
      payload,
    });
  });

  it.each(breakages.filter((one) => !['add_scope', 'unknown_kid', 'no_expiry', 'milliseconds'].includes(one)))(
    '%s makes one that is refused',
    async (breakage) => {
      const report = await inspect(await signEdited({ header, payload, key, now, breakage }), expectations);
      expect(report.verdict).toBe('not_verified');
    },
  );

  it.each([
    ['no_expiry', 'exp-missing'],
    ['milliseconds', 'time-unit'],
  ] as const)('%s makes one that is warned of: %s', async (breakage, code) => {
    const { warnings } = await inspect(await signEdited({ header, payload, key, now, breakage }), expectations);
    expect(warnings.map((one) => one.code)).toContain(code);
  });

  it('is refused in words where key and alg do not fit', async () => {
    const { publicJwk, privateJwk } = await aPair('RS256');
    await expect(signEdited({ header, payload, key: { ...privateJwk, kty: 'RSA' }, now })).rejects.toThrow(
      /says "HS256", this key signs with RS256/,
    );
    await expect(
      signEdited({ header: { alg: 'RS256' }, payload, key: { ...publicJwk, kty: 'RSA' }, now }),
    ).rejects.toThrow('This is a public key');
  });

  it.each(keyKinds)('a fresh %s key signs and verifies', async (kind) => {
    const made = await makeKey(kind);
    const token = await signEdited({
      header: { alg: made.alg, kid: made.kid },
      payload,
      key: { ...made.privateJwk, kty: String(made.privateJwk.kty) },
      now,
    });
    for (const one of [made.publicJwk, made.publicPem, made.privatePem])
      expect(await inspect(token, { key: one })).toMatchObject({ verdict: 'verified' });
    expect(createPublicKey(made.privatePem).export({ type: 'spki', format: 'pem' })).toBe(made.publicPem);
  });
});

describe('comparing tokens', () => {
  it('tells same, changed, only left and only right, with times and scopes as differences', async () => {
    const left = await aToken({ sub: 'a', exp: now, scope: 'a b', gone: 1, o: { a: 1, b: 2 } });
    const right = await aToken({ sub: 'a', exp: now + 3_600, scope: 'b c', added: 1, o: { b: 2, a: 1 } });
    expect(
      compareTokens(left, right)
        .filter(({ part }) => part === 'payload')
        .map(({ name, state, difference }) => [name, state, difference]),
    ).toEqual([
      ['sub', 'same', undefined],
      ['exp', 'changed', '1 hour later'],
      ['scope', 'changed', '+c −a'],
      ['gone', 'left', undefined],
      ['o', 'same', undefined],
      ['added', 'right', undefined],
    ]);
    expect(() => compareTokens(left, 'nothing')).toThrow('On the right');
  });
});

describe('copying', () => {
  it('as curl, jose and PyJWT', async () => {
    const token = await (await aPair('RS256')).sign();
    const { curl, jose, pyjwt, redacted } = writeSnippets(`Bearer ${token}`);
    expect(curl).toBe(`curl https://orders.example/ \\\n  --header 'Authorization: Bearer ${token}'`);
    expect(jose).toContain('createRemoteJWKSet(new URL("https://issuer.example/.well-known/jwks.json"))');
    expect(pyjwt).toContain('algorithms=["RS256"]');
    expect(redacted).not.toContain(token.split('.')[2]);
    expect(decodeProtectedHeader(redacted)).toMatchObject({ alg: 'RS256' });
  });

  it('without letting a claim out of its quotes', async () => {
    const { curl, jose } = writeSnippets(await aToken({ iss: 'https://x/"+evil()+"', aud: "https://x/';evil;'" }));
    expect(jose).toContain('issuer: "https://x/\\"+evil()+\\""');
    expect(curl).toContain("'https://x/'\\'';evil;'\\'''");
  });
});
