/** Runs one case: its spellings in turn, until one of them decides. */
import type { CheckResult } from '../contract/entities/api-check.ts';
import { type Attempt, bearer } from './attempt.ts';
import type { CheckCase, Stage } from './check-case.ts';
import { expectationOf } from './expectations.ts';
import { type Judged, judge, worst } from './judge.ts';
import type { ReadAnswer } from './read-answer.ts';

/** Characters of a body that a report keeps. */
const keptBody = 2_048;

/** Milliseconds after which a limit on lookups, as libraries have it, is over. */
const limitOfLookups = 61_000;

export async function runCase(one: CheckCase, stage: Stage): Promise<CheckResult> {
  const unfit = one.unfit?.(stage.kit);
  if (unfit !== undefined) return notRun(toResult(one), unfit);
  if ('play' in one) {
    const { verdict, got, reason, severity, answer } = await one.play(stage);
    return toResult(one, {
      verdict,
      got,
      reason,
      ...(severity === undefined ? {} : { severity }),
      expected: expectationOf(one.expects).words,
      ...(answer === undefined ? {} : { answer }),
    });
  }
  const all: Judged[] = [];
  const attempts = await one.send(stage.kit, stage.attacker);
  // Guesses by the hundred go side by side; spellings of one thing one after the other.
  const step = attempts.length > many ? lanes : 1;
  for (let start = 0; start < attempts.length; start += step) {
    const some = attempts.slice(start, start + step);
    all.push(...(await Promise.all(some.map((attempt) => runAttempt(one, attempt, stage)))));
    if (all.some(({ verdict }) => verdict === 'accepts_wrong')) break;
  }
  return toResult(one, worst(all));
}

/** Spellings of a case above which they are guesses. */
const many = 20;

/** Guesses that are under way at once. */
const lanes = 8;

async function runAttempt(one: CheckCase, attempt: Attempt, stage: Stage): Promise<Judged> {
  const answer = await sendFairly(attempt, stage);
  if (answer === undefined) {
    return {
      ...judgedNotRun(one),
      reason: 'The API limits lookups of unknown keys and had reached its limit. Run the check with waits.',
    };
  }
  const fetched = attempt.bait === undefined ? undefined : stage.attacker.fetched(attempt.bait);
  if (fetched === undefined) return judge(one, attempt, measurePath(attempt, answer, stage));
  return {
    verdict: 'accepts_wrong',
    expected: `${expectationOf(one.expects).words}, and no fetch`,
    got: `${answer.words}; it fetched ${fetched.path.slice(0, 120)}`,
    reason: `The API fetched a URL from the token${fetched.userAgent === '' ? '' : ` (as ${fetched.userAgent})`}.`,
    attempt,
    answer,
  };
}

/** Another path is another route: only if it answers like the protected one is it that. */
function measurePath({ path }: Attempt, answer: ReadAnswer, { control }: Stage): ReadAnswer {
  if (path === undefined || answer.reading !== 'accepted' || answer.body === control.body) return answer;
  return { ...answer, reading: 'refused' };
}

/**
 * Some libraries answer 500 once they have looked up too many unknown keys: a harmless token tells whether it was that.
 * @returns undefined where it was, and there is no time to wait for it to be over
 */
async function sendFairly(attempt: Attempt, stage: Stage): Promise<ReadAnswer | undefined> {
  const { kit, send, wait, tenant, mayWait } = stage;
  const answer = await send(attempt);
  const isLookup = attempt.token !== undefined && !holdsOwnKid(attempt.token, kit.keys.own.kid);
  if (answer.status < 500 || !isLookup || tenant.fetches === 0) return answer;
  const harmless = await send(bearer(kit.token({}, { kid: 'unknown-kid' }, kit.keys.foreign)));
  if (harmless.status < 500) return answer;
  if (!mayWait) return undefined;
  await wait(limitOfLookups, 'until the API may look up unknown keys again');
  return send(attempt);
}

function holdsOwnKid(token: string, kid: string | undefined): boolean {
  const [header = ''] = token.split('.');
  try {
    return Object(JSON.parse(Buffer.from(header, 'base64url').toString())).kid === kid;
  } catch {
    return false;
  }
}

function judgedNotRun({ expects }: CheckCase): Judged {
  return { verdict: 'not_run', expected: expectationOf(expects).words, got: 'not sent', reason: 'Not reached.' };
}

/** A case with what came of it; without a judgement one that was not run. */
export function toResult(one: CheckCase, judged: Judged = judgedNotRun(one)): CheckResult {
  const { id, group, title, why, fix, maker } = one;
  const { verdict, expected, got, reason, severity = one.severity, attempt, answer } = judged;
  const variant = attempt?.variant;
  return {
    id,
    group,
    severity,
    verdict,
    expected,
    got,
    reason: variant === undefined || verdict === 'as_expected' ? reason : `${reason} (${variant})`,
    title,
    why,
    ...(fix === undefined ? {} : { fix }),
    ...(maker === undefined ? {} : { maker }),
    ...(answer === undefined
      ? {}
      : {
          duration: Math.round(answer.duration * 10) / 10,
          sent: {
            ...(variant === undefined ? {} : { variant }),
            request: answer.request,
            ...(attempt?.token === undefined ? {} : { token: attempt.token }),
          },
          answer: { status: answer.status, headers: answer.headers, body: answer.body.slice(0, keptBody) },
        }),
  };
}

export function notRun(result: CheckResult, reason: string): CheckResult {
  return { ...result, verdict: 'not_run', got: 'not sent', reason };
}
