/** The tokens looked at in this run: in memory only, gone with the page. */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { TokenReport, Verdict } from '#contract/entities/token-report.ts';
import { forgetEdits } from './edits.ts';

/** How a token came here, in words. */
export type Origin = 'pasted' | 'sample' | 'file' | 'made here' | 'another screen';

export interface HistoryEntry {
  token: string;
  /** Milliseconds since 1970. */
  at: number;
  origin: Origin;
  verdict: Verdict;
  summary: string;
  sub?: string;
  aud?: string;
}

export interface RunHistory {
  isKept: boolean;
  entries: readonly HistoryEntry[];
  clear(): void;
  keep(isKept: boolean): void;
  /** At once: what is about to be replaced. */
  keepNow(): void;
}

const longest = 50;
/** Milliseconds that a token has to stay before it counts as looked at: nobody wants each letter typed. */
const settled = 800;

let state: { isKept: boolean; entries: readonly HistoryEntry[] } = { isKept: true, entries: [] };
const listeners = new Set<() => void>();

function change(next: Partial<typeof state>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was changed of the tokens goes with them. */
function clear(): void {
  change({ entries: [] });
  forgetEdits();
}

/** Switching it off forgets what was kept. */
function keep(isKept: boolean): void {
  change({ isKept });
  if (!isKept) clear();
}

/** @param report what is shown; recorded once it has stayed a moment */
export function useRunHistory(report: TokenReport | undefined, origin: Origin): RunHistory {
  const current = useSyncExternalStore(listen, () => state);
  useEffect(() => {
    if (report === undefined) return;
    const timer = setTimeout(() => record(report, origin), settled);
    return () => clearTimeout(timer);
  }, [report, origin]);
  const keepNow = useCallback(() => report !== undefined && record(report, origin), [report, origin]);
  return { ...current, clear, keep, keepNow };
}

function record({ token, verdict, summary, payload }: TokenReport, origin: Origin): void {
  if (!state.isKept || token === '') return;
  const known = state.entries.find((entry) => entry.token === token);
  const others = state.entries.filter((entry) => entry !== known);
  const sub = textOf(payload?.sub);
  const aud = textOf(payload?.aud);
  const entry = {
    token,
    at: Date.now(),
    origin: known?.origin ?? origin,
    verdict,
    summary,
    ...(sub && { sub }),
    ...(aud && { aud }),
  };
  change({ entries: [entry, ...others].slice(0, longest) });
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
