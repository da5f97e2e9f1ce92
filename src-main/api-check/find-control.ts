/** Before the battery: the valid token, the request without one, and the clock of the API. */
import { bearer } from './attempt.ts';
import type { CheckCase } from './check-case.ts';
import type { Conversation } from './conversation.ts';
import type { FoundControl } from './describe-control.ts';
import { isAlike, isSuccess, type ReadAnswer } from './read-answer.ts';
import { toResult } from './run-case.ts';
import type { TokenFacts, TokenKit } from './tokens/token-kit.ts';

/** A kit of tokens for an issuer and scopes, by a clock in seconds since 1970. */
export type MakeKit = (facts: Pick<TokenFacts, 'issuer' | 'scopes'>, now: () => number) => TokenKit;

interface Search {
  conversation: Conversation;
  /** The likeliest first. */
  issuers: readonly string[];
  makeKit: MakeKit;
  scopes: readonly string[];
}

/** Seconds by which two clocks may differ before it is said. */
const smallSkew = 2;

/** The good token, by each of the tenant's issuers until one is accepted. */
export async function findControl(
  one: CheckCase,
  { conversation, issuers, makeKit, scopes }: Search,
): Promise<FoundControl> {
  let last: FoundControl | undefined;
  for (const issuer of issuers) {
    const attempt = bearer(makeKit({ issuer, scopes }, secondsNow).token());
    const answer = await conversation.send(attempt);
    const isAccepted = isSuccess(answer);
    const found: FoundControl = {
      issuer,
      scopes,
      isAccepted,
      answer,
      result: toResult(one, {
        verdict: isAccepted ? 'as_expected' : answer.reading === 'broken' ? 'breaks' : 'refuses_right',
        expected: 'accepted (2xx)',
        got: answer.words,
        reason: isAccepted
          ? 'The valid token is accepted.'
          : 'The valid token is not accepted, so nothing else can be checked.',
        attempt,
        answer,
      }),
    };
    if (isAccepted) return found;
    // The first is the likeliest: what the API says to that is what helps.
    last ??= found;
    if (answer.status === 0) break;
  }
  if (last === undefined) throw new Error('The tenant has no address.');
  return last;
}

/** What it means that the route answers so to a request without a token. */
export function judgeBare(bare: ReadAnswer, control: ReadAnswer) {
  const isOpen = isSuccess(bare) && isAlike(bare, control);
  const refused = isSuccess(bare)
    ? ({
        verdict: 'remark',
        reason: `It returns ${bare.status} with a different body, which clients won't recognize as a refusal.`,
      } as const)
    : ({ verdict: 'as_expected', reason: 'The route is protected.' } as const);
  return {
    ...(isOpen
      ? ({
          verdict: 'accepts_wrong',
          reason: 'The response is the same without a token: the route is not protected.',
        } as const)
      : bare.reading === 'broken'
        ? ({ verdict: 'breaks', reason: 'The API fails when there is no token.' } as const)
        : refused),
    expected: '401 with a bare challenge',
    got: bare.words,
    attempt: {},
    answer: bare,
  };
}

/** The clock of this machine, in seconds since 1970. */
function secondsNow(): number {
  return Math.floor(Date.now() / 1_000);
}

/** The clock of the API, by the date in its answer where it differs by more than that header's own precision. */
export function clockOf({ headers }: ReadAnswer): () => number {
  const told = Date.parse(headers.date ?? '') / 1_000;
  const skew = Number.isNaN(told) ? 0 : Math.round(told - Date.now() / 1_000);
  return Math.abs(skew) > smallSkew ? () => secondsNow() + skew : secondsNow;
}
