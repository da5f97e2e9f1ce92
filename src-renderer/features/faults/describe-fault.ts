/** A fault that is set, in words. */
import type { Fault } from '#contract/entities/fault.ts';
import { faultGroups, faultKinds, refusals } from '#contract/entities/fault-kinds.ts';
import type { TenantClockState } from '#contract/entities/tenant-clock.ts';
import { formatRelative, formatSpan } from '../../components/format-time.ts';
import { parametersOf } from './fault-draft.ts';

/** "Token endpoint: is slow". */
export function nameOfFault({ kind }: Pick<Fault, 'kind'>): string {
  const { group, title } = faultKinds[kind];
  return group === 'keys' ? title : `${faultGroups[group]}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

/** "Delay 3,000 ms". */
export function describeParameters(fault: Fault): string {
  const set: Record<string, unknown> = { ...fault };
  return parametersOf(fault.kind)
    .map(({ name, title, unit }) => {
      const value = set[name];
      const shown = typeof value === 'number' ? value.toLocaleString('en') : nameOfChoice(String(value));
      return `${title} ${shown}${unit === undefined ? '' : ` ${unit}`}`;
    })
    .join(', ');
}

const choiceNames: Readonly<Record<string, string>> = {
  ...refusals,
  json: 'JSON',
  html: 'HTML, as of a gateway',
  500: '500 Internal Server Error',
  502: '502 Bad Gateway',
  503: '503 Service Unavailable',
  504: '504 Gateway Timeout',
};

/** One of the values that a parameter may have, for people. */
export function nameOfChoice(choice: string): string {
  return choiceNames[choice] ?? choice;
}

export function describeOften({ probability, one_in, next }: Fault): string {
  const often =
    one_in === undefined
      ? probability === undefined
        ? 'every request'
        : `${Math.round(probability * 1_000) / 10} % of the requests`
      : `one in ${one_in.toLocaleString('en')} requests`;
  if (next === undefined) return often;
  const left = next === 1 ? 'the next request' : `the next ${next.toLocaleString('en')} requests`;
  return often === 'every request' ? left : `${often}, ${left}`;
}

/** @param now seconds since 1970 */
export function describeUntil({ expires_at, pinned, session }: Fault, now: number): string {
  if (expires_at !== undefined) return `ends ${formatRelative(Date.parse(expires_at) / 1_000, now)}`;
  if (session !== undefined) return 'until its test session ends';
  return pinned === true ? 'kept across restarts' : 'until off';
}

/** "5 min ahead", "stands still"; undefined where it is the machine's. */
export function describeClock(clock: Pick<TenantClockState, 'offset_ms' | 'frozen_at'>): string | undefined {
  const { offset_ms, frozen_at } = clock;
  if (frozen_at !== undefined) return 'stands still';
  if (offset_ms === 0) return undefined;
  const seconds = Math.abs(offset_ms) / 1_000;
  const span = seconds < 1 ? `${Math.abs(offset_ms)} ms` : formatSpan(seconds);
  return `${span} ${offset_ms > 0 ? 'ahead' : 'behind'}`;
}
