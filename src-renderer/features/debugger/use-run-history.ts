/** The tokens looked at in this run: in memory only, gone with the page. */
import { useEffect, useSyncExternalStore } from 'react';
import type { TokenReport, Verdict } from '#contract/entities/token-report.ts';

export interface HistoryEntry {
  token: string;
  /** Milliseconds since 1970. */
  at: number;
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

const clear = () => change({ entries: [] });
/** Switching it off forgets what was kept. */
const keep = (isKept: boolean) => change(isKept ? { isKept } : { isKept, entries: [] });

/** @param report what is shown; recorded once it has stayed a moment */
export function useRunHistory(report: TokenReport | undefined): RunHistory {
  const current = useSyncExternalStore(listen, () => state);
  useEffect(() => {
    if (report === undefined) return;
    const timer = setTimeout(() => record(report), settled);
    return () => clearTimeout(timer);
  }, [report]);
  return { ...current, clear, keep };
}

function record({ token, verdict, summary, payload }: TokenReport): void {
  if (!state.isKept) return;
  const others = state.entries.filter((entry) => entry.token !== token);
  const sub = textOf(payload?.sub);
  const aud = textOf(payload?.aud);
  const entry = { token, at: Date.now(), verdict, summary, ...(sub && { sub }), ...(aud && { aud }) };
  change({ entries: [entry, ...others].slice(0, longest) });
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
