/** What may be expected of an answer, RFC 6750 §3.1. */

interface ExpectationFacts {
  /** Undefined where either is legal. */
  accepts: boolean | undefined;
  words: string;
  /** Of a refusal; another one is a remark. Without them any refusal will do. */
  statuses?: readonly number[];
}

export const expectations = {
  accept: { accepts: true, words: 'accepted, like the valid token' },
  challenge: { accepts: false, words: '401 with a bare challenge', statuses: [401] },
  challenge_or_400: { accepts: false, words: '401, or 400 invalid_request', statuses: [400, 401] },
  invalid_token: { accepts: false, words: '401 invalid_token', statuses: [401] },
  invalid_request: { accepts: false, words: '400 invalid_request', statuses: [400, 401] },
  insufficient_scope: { accepts: false, words: '403 insufficient_scope', statuses: [403] },
  refuse: { accepts: false, words: 'refused (4xx)' },
  protect: { accepts: false, words: '401, or no such route', statuses: [400, 401, 403, 404, 405, 501] },
  stand: { accepts: undefined, words: 'any response except 5xx' },
  either: { accepts: undefined, words: 'either is allowed' },
} as const satisfies Record<string, ExpectationFacts>;

export type Expectation = keyof typeof expectations;

export function expectationOf(name: Expectation): ExpectationFacts {
  return expectations[name];
}
