/** What the answers say about the API as a whole. */
import type { CheckResult } from '../contract/entities/api-check.ts';
import { beginLadder, expiryLadder } from './cases/time.ts';

export function findingsOf(results: readonly CheckResult[]): string[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  const passes = (id: string): boolean | undefined => {
    const status = byId.get(id)?.answer?.status;
    return status === undefined || status === 0 ? undefined : status < 400;
  };
  const expiry = describeLeeway(
    expiryLadder.map((seconds) => ({ seconds, passes: passes(`expired-${seconds}s`) })),
    'they expire',
    'after',
  );
  const begin = describeLeeway(
    beginLadder.map((seconds) => ({ seconds, passes: passes(`nbf-future-${seconds}s`) })),
    'nbf',
    'before',
  );
  return [expiry, begin].filter((sentence) => sentence !== undefined);
}

interface Step {
  seconds: number;
  passes: boolean | undefined;
}

function describeLeeway(steps: readonly Step[], what: string, when: 'after' | 'before'): string | undefined {
  const known = steps.filter((step) => step.passes !== undefined);
  if (known.length === 0) return undefined;
  const longest = Math.max(0, ...known.filter((step) => step.passes).map(({ seconds }) => seconds));
  const refused = known.filter((step) => !step.passes && step.seconds > longest).map(({ seconds }) => seconds);
  if (longest === 0)
    return `Tokens are refused a second or more ${when} ${what}: there is no leeway.`.replace(
      'a second or more',
      `${Math.min(...refused)} s`,
    );
  return refused.length === 0
    ? `Tokens are accepted ${longest} s ${when} ${what}, perhaps longer.`
    : `Tokens are accepted ${longest} s ${when} ${what}, but not ${Math.min(...refused)} s.`;
}
