import { describe, expect, it } from 'vitest';
import { alterPart, checkOf, codesOf, inspect } from './inspect.ts';
import rfc7520 from './rfc-7520.json' with { type: 'json' };
import { encryptedVectors, signedVectors } from './rfc-vectors.ts';

/** Before the end of the RFCs' own example, 2011-03-22. */
const then = 1_300_819_000;

describe('the examples of RFC 7515, RFC 7520 and RFC 8037', () => {
  it.each(signedVectors)('$name verifies with its key', async ({ key, token, payload }) => {
    const report = await inspect(token, { key, now: then });
    expect(checkOf(report, 'signature')).toMatchObject({ result: 'passed' });
    expect(report.verdict).toBe('verified');
    expect(report.payloadText).toBe(payload);
  });

  it.each(signedVectors)('$name does not verify when payload or signature are altered', async ({ key, token }) => {
    for (const part of [1, 2]) {
      const report = await inspect(alterPart(token, part), { key, now: then });
      expect(report.verdict).toBe('not_verified');
    }
  });

  it.each(signedVectors)('$name cannot be verified without a key', async ({ token }) => {
    expect((await inspect(token, { now: then })).verdict).toBe('cannot_verify');
  });

  it.each(signedVectors)('$name does not verify with the key of another example', async ({ key, token }) => {
    for (const other of signedVectors.filter((one) => one.key !== key)) {
      expect((await inspect(token, { key: other.key, now: then })).verdict).toBe('not_verified');
    }
  });

  it.each(encryptedVectors)('$name opens with its key', async ({ key, token, payload }) => {
    const report = await inspect(token, { key, now: then });
    expect(report).toMatchObject({ form: 'jwe', verdict: 'verified', payloadText: payload });
    expect((await inspect(token)).verdict).toBe('cannot_verify');
    expect((await inspect(alterPart(token, 3), { key })).verdict).toBe('not_verified');
  });

  it.each(rfc7520)('$name is $verdict with its key', async ({ key, token, payload, verdict }) => {
    const report = await inspect(token, { key, now: then });
    expect(report.verdict).toBe(verdict);
    if (verdict !== 'cannot_verify') expect(report.payloadText).toBe(payload);
    expect((await inspect(token, { now: then })).verdict).toBe('cannot_verify');
  });

  it('says of several signatures which one holds, and what of the others', async () => {
    const several = rfc7520.find(({ name }) => name.includes('4.8 multiple signatures, by the EC key'));
    const report = await inspect(several?.token ?? '', { key: several?.key ?? {}, now: then });
    expect(checkOf(report, 'signature')?.reason).toMatch(/This is 2 of 3; of the others: .*RS256.*HS256/s);
    expect(report.header).toMatchObject({ alg: 'ES512', kid: 'bilbo.baggins@hobbiton.example' });
    expect(codesOf(report)).toContain('header-unprotected');
  });

  it('RFC 7515 A.5, which is not signed, is never verified', async () => {
    const [hmac] = signedVectors;
    const token = `eyJhbGciOiJub25lIn0.${hmac?.token.split('.')[1]}.`;
    expect((await inspect(token, { now: then })).verdict).toBe('not_verified');
  });

  it('RFC 7515 A.6, general JSON, is verified by its first signature', async () => {
    const [, rsa, ec] = signedVectors;
    const [protectedHeader, payload, signature] = rsa?.token.split('.') ?? [];
    const [otherHeader, , otherSignature] = ec?.token.split('.') ?? [];
    const signatures = [
      { protected: protectedHeader, header: { kid: '2010-12-29' }, signature },
      { protected: otherHeader, header: { kid: 'e9bc097a-ce51-4036-9562-d2ade882db0d' }, signature: otherSignature },
    ];
    const report = await inspect(JSON.stringify({ payload, signatures }), { key: rsa?.key ?? {}, now: then });
    expect(report).toMatchObject({ form: 'jws_json', verdict: 'verified' });
  });
});
