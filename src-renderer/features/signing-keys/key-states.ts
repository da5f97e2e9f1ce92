import type { SigningKeyView } from '#contract/methods/signing-keys.ts';

/** What each state of a key means for tokens. */
export const keyStates: Record<SigningKeyView['state'], { name: string; meaning: string }> = {
  current: { name: 'Current', meaning: 'Signs all new tokens.' },
  next: {
    name: 'Next',
    meaning: 'Already published, so that APIs know it before it is used. It has signed nothing yet.',
  },
  previous: { name: 'Previous', meaning: 'No longer signs. It is still published, so its tokens verify.' },
  revoked: { name: 'Revoked', meaning: 'Not published. Its tokens fail once an API’s cached JWKS expires.' },
};

/** `1 token`, `3 tokens`. */
export function countTokens(count: number): string {
  return count === 1 ? '1 token' : `${count.toLocaleString('en')} tokens`;
}
