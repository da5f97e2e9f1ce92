import { describe, expect, it } from 'vitest';
import { summarizeVerdict } from '../../src-renderer/components/verdict-words.ts';

const now = 1_795_250_000;

describe('the headline of a verdict', () => {
  it('is green only where the signature holds and the token is of this time', () => {
    expect(summarizeVerdict({ kind: 'jwt', verdict: 'verified', isCurrent: true }, now)).toEqual({
      headline: 'Signature verified',
      tone: 'verified',
    });
  });

  it('never lets a good signature stand for an accepted token', () => {
    const expired = { kind: 'jwt', verdict: 'verified', isCurrent: false, payload: { exp: now - 1 } } as const;
    expect(summarizeVerdict(expired, now)).toEqual({ headline: 'Signature good, but expired', tone: 'cannot-verify' });
  });

  it('tells a token of the future from an expired one', () => {
    const early = { kind: 'jwt', verdict: 'verified', isCurrent: false, payload: { nbf: now + 60 } } as const;
    expect(summarizeVerdict(early, now).headline).toBe('Signature good, but not valid yet');
  });

  it('says both where the signature fails and the token is expired', () => {
    const both = { kind: 'jwt', verdict: 'not_verified', isCurrent: false, payload: {} } as const;
    expect(summarizeVerdict(both, now)).toEqual({
      headline: 'Signature does not verify, and expired',
      tone: 'not-verified',
    });
  });

  it('calls an opaque token no failure', () => {
    expect(summarizeVerdict({ kind: 'opaque', verdict: 'cannot_verify' }, now).tone).toBe('cannot-verify');
  });
});
