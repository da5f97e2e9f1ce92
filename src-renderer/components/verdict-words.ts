import type { TokenView } from '#contract/entities/token-view.ts';

export interface VerdictSummary {
  headline: string;
  /** Green only where the signature holds and the token is of this time. */
  tone: 'verified' | 'not-verified' | 'cannot-verify';
}

const signature = {
  verified: 'Signature verified',
  not_verified: 'Signature does not verify',
  cannot_verify: 'Cannot verify',
} as const;

/** "Verified" never stands for "accepted": a good signature on an expired token says both. */
export function summarizeVerdict(
  { verdict, isCurrent, kind, payload }: Pick<TokenView, 'verdict' | 'isCurrent' | 'kind' | 'payload'>,
  now: number = Date.now() / 1000,
): VerdictSummary {
  if (kind === 'opaque') return { headline: 'Not a readable token', tone: 'cannot-verify' };
  if (kind === 'jwe') return { headline: 'Encrypted token', tone: 'cannot-verify' };
  const time = isCurrent === false ? timeWords(payload, now) : undefined;
  if (verdict === 'verified') {
    return time === undefined
      ? { headline: signature.verified, tone: 'verified' }
      : { headline: `Signature good, but ${time}`, tone: 'cannot-verify' };
  }
  return {
    headline: time === undefined ? signature[verdict] : `${signature[verdict]}, and ${time}`,
    tone: verdict === 'not_verified' ? 'not-verified' : 'cannot-verify',
  };
}

/** Headline and reason as one text, without saying the same twice. */
export function verdictText(view: TokenView): string {
  const { headline } = summarizeVerdict(view);
  return view.reason.startsWith(headline) ? view.reason : `${headline}. ${view.reason}`;
}

function timeWords(payload: TokenView['payload'], now: number): string {
  const notBefore = payload?.nbf;
  return typeof notBefore === 'number' && notBefore > now ? 'not valid yet' : 'expired';
}
