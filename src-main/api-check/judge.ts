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
      reason: 'The API answers 429: it limits how often it may be asked. That is no verdict.',
    };
  }
  if (reading === 'broken')
    return { verdict: 'breaks', reason: describeBreak(status, failure), severity: breakSeverity };
  const isAccepted = reading === 'accepted';
  if (accepts === undefined) {
    const verdict = expects === 'stand' ? 'as_expected' : 'remark';
    const told = isAccepted ? tells?.accepted : tells?.refused;
    return { verdict, reason: told ?? (isAccepted ? 'It is accepted.' : 'It is refused.') };
  }
  if (isAccepted !== accepts) {
    return isAccepted
      ? { verdict: 'accepts_wrong', reason: 'It was accepted as a good token is.' }
      : { verdict: 'refuses_right', reason: 'It was refused, and is a good token.' };
  }
  if (!isAccepted && statuses !== undefined && !statuses.includes(status)) {
    return { verdict: 'remark', reason: `It was refused, if with ${status} in place of ${statuses.join(' or ')}.` };
  }
  return {
    verdict: 'as_expected',
    reason: isAccepted
      ? 'It was accepted.'
      : severity === 'may'
        ? 'It was refused.'
        : 'It was refused, as it should be.',
  };
}

function describeBreak(status: number, failure: string | undefined): string {
  if (failure !== undefined) return `There was no proper answer: ${failure}. A bad token must not do that.`;
  return `The API answered ${status}: an error of its own, which no token may cause.`;
}

const order: readonly CheckVerdict[] = ['accepts_wrong', 'breaks', 'refuses_right', 'not_run', 'remark', 'as_expected'];

/** The spelling of a case that decides: the worst. */
export function worst(all: readonly Judged[]): Judged | undefined {
  return [...all].sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))[0];
}
