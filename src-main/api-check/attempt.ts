/** A request of the battery. */
import type { Expectation } from './expectations.ts';

/** One request. What is not named is as in the request that the person described. */
export interface Attempt {
  /** Which of the spellings of its case it is. */
  variant?: string;
  /** Shown beside the case, and opened in the debugger. */
  token?: string;
  /** The header's value, or several headers of that name; without it the request has none. */
  authorization?: string | readonly string[];
  headers?: readonly (readonly [name: string, value: string])[];
  method?: string;
  /** Another path than that of the route. */
  path?: (path: string) => string;
  /** Parameters added to the address. */
  query?: string;
  /** In place of the body. */
  body?: { type: string; text: string };
  /** Milliseconds in which the answer has to be there; 5,000 unless said otherwise. */
  within?: number;
  /** Part of the address of our listener that nobody must ask for. */
  bait?: string;
  /** In place of what the case expects. */
  expects?: Expectation;
}

/** A request with a bearer token. */
export function bearer(token: string, more: Omit<Attempt, 'token' | 'authorization'> = {}): Attempt {
  return { token, authorization: `Bearer ${token}`, ...more };
}

/** The same case in several spellings, each with its name. */
export function spellings(tokens: Readonly<Record<string, string>>): Attempt[] {
  return Object.entries(tokens).map(([variant, token]) => bearer(token, { variant }));
}
