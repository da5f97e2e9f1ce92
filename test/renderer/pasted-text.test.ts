import { describe, expect, it } from 'vitest';
import { findToken } from '../../src-renderer/app/palette/find-token.ts';
import { alterPayload, expiredSample } from '../../src-renderer/features/debugger/sample-tokens.ts';
import { findTokenParts } from '../../src-renderer/features/debugger/token-parts.ts';

describe('a token in the palette', () => {
  it.each([
    ['alone', expiredSample],
    ['behind Bearer', `Bearer ${expiredSample}`],
    ['in a JSON answer', `{"access_token":"${expiredSample}","token_type":"Bearer"}`],
    ['in a curl line', `curl -H 'authorization: Bearer ${expiredSample}' http://localhost:3000/`],
  ])('is found %s', (_where, text) => {
    expect(findToken(text)).toBe(expiredSample);
  });

  it('is not seen in ordinary words', () => {
    expect(findToken('eye of the tenant')).toBeUndefined();
  });
});

describe('the coloured parts of a pasted text', () => {
  it('are the same text when joined', () => {
    const text = `a ${expiredSample}\nand ${expiredSample} b`;
    expect(
      findTokenParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('are named header, payload and signature', () => {
    const named = findTokenParts(`Bearer ${expiredSample}`).flatMap(({ part }) => part ?? []);
    expect(named).toEqual(['header', 'payload', 'signature']);
  });

  it('are still found where the signature is missing', () => {
    const unsigned = expiredSample.slice(0, expiredSample.lastIndexOf('.'));
    expect(findTokenParts(unsigned).flatMap(({ part }) => part ?? [])).toEqual(['header', 'payload']);
  });
});

describe('the altered sample', () => {
  it('differs from the token by one character of a claim and keeps its signature', () => {
    const [header, payload = '', signature] = alterPayload(expiredSample).split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(payload)).toEqual({ ...read(expiredSample.split('.')[1] ?? ''), iss: 'Xoe' });
    expect([header, signature]).toEqual([expiredSample.split('.')[0], expiredSample.split('.')[2]]);
  });
});
