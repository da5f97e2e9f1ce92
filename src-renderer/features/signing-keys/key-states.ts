import type { SigningKeyView } from '#contract/methods/signing-keys.ts';

/** What each state of a key means for tokens. */
export const keyStates: Record<SigningKeyView['state'], { name: string; meaning: string }> = {
  current: { name: 'Current', meaning: 'Signs every token that is issued now.' },
  next: {
    name: 'Next',
    meaning: 'Published already, so that APIs know it before it signs. It has signed nothing yet.',
  },
  previous: { name: 'Previous', meaning: 'Signs nothing any more. It is published, so its tokens still verify.' },
  revoked: { name: 'Revoked', meaning: 'Not published. Its tokens fail in each API as its cached JWKS ends.' },
};

/** `1 token`, `3 tokens`. */
export function countTokens(count: number): string {
  return count === 1 ? '1 token' : `${count.toLocaleString('en')} tokens`;
}
