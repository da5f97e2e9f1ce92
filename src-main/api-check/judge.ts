/** From an answer to a verdict. */
import type { CheckSeverity, CheckVerdict } from '../contract/entities/api-check.ts';
import type { Attempt } from './attempt.ts';
import type { CheckCase } from './check-case.ts';
import { type Expectation, expectationOf } from './expectations.ts';
import type { ReadAnswer } from './read-answer.ts';

export interface Judged {
  verdict: CheckVerdict;
  expected: string;
  got: string;
  reason: string;
  /** In place of that of the case. */
  severity?: CheckSeverity;
  attempt?: Attempt;
  answer?: ReadAnswer;
}

export function judge(one: CheckCase, attempt: Attempt, answer: ReadAnswer): Judged {
  const expects = attempt.expects ?? one.expects;
  return {
    ...decide(one, expects, answer),
    expected: expectationOf(expects).words,
    got: answer.words,
    attempt,
    answer,
  };
}

function decide(
  { tells, severity, breakSeverity = 'must' }: CheckCase,
  expects: Expectation,
  { reading, status, failure }: ReadAnswer,
): Pick<Judged, 'verdict' | 'reason' | 'severity'> {
  const { accepts, statuses } = expectationOf(expects);
  if (reading === 'busy') {
    return {
      verdict: 'not_run',
      reason: 'The API returned 429 (rate limit), which says nothing about this case.',
    };
  }
  if (reading === 'broken')
    return { verdict: 'breaks', reason: describeBreak(status, failure), severity: breakSeverity };
  const isAccepted = reading === 'accepted';
  if (accepts === undefined) {
    const verdict = expects === 'stand' ? 'as_expected' : 'remark';
    const told = isAccepted ? tells?.accepted : tells?.refused;
    return { verdict, reason: told ?? (isAccepted ? 'It is accepted.' : 'The token is refused.') };
  }
  if (isAccepted !== accepts) {
    return isAccepted
      ? { verdict: 'accepts_wrong', reason: 'It was accepted like a valid token.' }
      : { verdict: 'refuses_right', reason: 'It was refused, although the token is valid.' };
  }
  if (!isAccepted && statuses !== undefined && !statuses.includes(status)) {
    return { verdict: 'remark', reason: `It was refused, but with ${status} instead of ${statuses.join(' or ')}.` };
  }
  return {
    verdict: 'as_expected',
    reason: isAccepted ? 'It was accepted.' : severity === 'may' ? 'It was refused.' : 'It was refused, as expected.',
  };
}

function describeBreak(status: number, failure: string | undefined): string {
  if (failure !== undefined) return `There was no proper response: ${failure}. An invalid token must not cause that.`;
  return `The API returned ${status}. No token may cause a server error.`;
}

const order: readonly CheckVerdict[] = ['accepts_wrong', 'breaks', 'refuses_right', 'not_run', 'remark', 'as_expected'];

/** The spelling of a case that decides: the worst. */
export function worst(all: readonly Judged[]): Judged | undefined {
  return [...all].sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))[0];
}
