/**
 * The rows of the list, kept true to a ring that may turn over in seconds: what is new is asked for a few times a second,
 * in one call each, and what is older when it is scrolled to.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { BridgeEvent } from '#contract/bridge.ts';
import type { TrafficRow } from '#contract/entities/traffic-row.ts';
import type { TrafficPage } from '#contract/methods/traffic.ts';
import { useBridgeEvents, useClient } from '../../bridge/bridge-context.tsx';

/** Exchanges that the tenant holds; rows beyond are gone. */
export const ringCapacity = 10_000;

const firstPage = 200;
const olderPage = 500;

/** New rows asked for at once, five times a second: what comes faster than that is skipped, until it is scrolled to. */
const newerPage = 250;

interface Loaded {
  /** Newest first: those in the table. */
  rows: TrafficRow[];
  /** Newest first: those that wait until somebody scrolls to the top. */
  waiting: TrafficRow[];
  /** The newest exchange that was asked about. */
  newest: string | undefined;
  /** Rows that the filter lets through, loaded or not. */
  found: number;
  hasOlder: boolean;
}

export interface TrafficRows extends Loaded {
  state: 'loading' | 'ready' | 'failed';
  problem: string;
  loadOlder(): void;
  /** Puts those that wait on top. */
  showWaiting(): void;
  reload(): void;
}

const nothing: Loaded = { rows: [], waiting: [], newest: undefined, found: 0, hasOlder: false };

/**
 * @param isAtTop whether new rows may enter now
 * @param isPaused nothing is asked for until it ends
 */
export function useTrafficRows(filter: string, isAtTop: () => boolean, isPaused: boolean): TrafficRows {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded>(nothing);
  const [state, setState] = useState<TrafficRows['state']>('loading');
  const [problem, setProblem] = useState('');
  /** Grows with each start from nothing, so that late answers to older questions are dropped. */
  const turn = useRef(0);
  const isAsking = useRef(false);
  const isAskedAgain = useRef(false);
  const current = useRef(loaded);
  const keep = useCallback((next: Loaded) => {
    current.current = next;
    setLoaded(next);
  }, []);

  const load = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    isAsking.current = true;
    try {
      const page = await client.call('traffic.list', { filter, count: firstPage, countsAll: true });
      if (mine !== turn.current) return;
      const { rows, newest, hasMore, found = rows.length } = page;
      keep({ rows, waiting: [], newest, found, hasOlder: hasMore });
      setState('ready');
    } catch (error) {
      if (mine !== turn.current) return;
      setProblem(error instanceof Error ? error.message : String(error));
      setState('failed');
    } finally {
      if (mine === turn.current) isAsking.current = false;
    }
  }, [client, filter, keep]);

  const loadNewer = useCallback(async () => {
    if (isAsking.current) {
      isAskedAgain.current = true;
      return;
    }
    const { newest } = current.current;
    if (newest === undefined) return load();
    const mine = turn.current;
    isAsking.current = true;
    try {
      const page = await client.call('traffic.list', { filter, after: newest, count: newerPage });
      if (mine !== turn.current) return;
      keep(withNewer(current.current, page, isAtTop()));
    } catch {
      // The next event asks again, and a lost connection has a bar of its own.
    } finally {
      if (mine === turn.current) isAsking.current = false;
    }
    if (!isAskedAgain.current) return;
    isAskedAgain.current = false;
    void loadNewer();
  }, [client, filter, isAtTop, keep, load]);

  const isLoadingOlder = useRef(false);
  const loadOlder = useCallback(async () => {
    const { rows, hasOlder } = current.current;
    const before = rows.at(-1)?.log_id;
    if (!hasOlder || isLoadingOlder.current || before === undefined) return;
    const mine = turn.current;
    isLoadingOlder.current = true;
    try {
      const page = await client.call('traffic.list', { filter, before, count: olderPage });
      if (mine !== turn.current) return;
      const all = [...current.current.rows, ...page.rows];
      // What was counted may have left the ring meanwhile.
      const found = page.hasMore ? current.current.found : all.length;
      keep({ ...current.current, rows: all, hasOlder: page.hasMore, found });
    } catch {
      // Scrolling on asks again.
    } finally {
      isLoadingOlder.current = false;
    }
  }, [client, filter, keep]);

  useEffect(() => void load(), [load]);

  useBridgeEvents(
    useCallback(
      (event: BridgeEvent) => {
        if (event.name === 'exchange' && !isPaused) void loadNewer();
      },
      [isPaused, loadNewer],
    ),
  );
  useEffect(() => {
    if (!isPaused) void loadNewer();
  }, [isPaused, loadNewer]);

  return {
    ...loaded,
    state,
    problem,
    loadOlder: useCallback(() => void loadOlder(), [loadOlder]),
    showWaiting: useCallback(() => {
      const { rows, waiting, ...rest } = current.current;
      if (waiting.length > 0) keep({ ...rest, rows: [...waiting, ...rows].slice(0, ringCapacity), waiting: [] });
    }, [keep]),
    reload: useCallback(() => void load(), [load]),
  };
}

function withNewer(
  before: Loaded,
  { rows: newer, newest = before.newest, hasMore }: TrafficPage,
  isAtTop: boolean,
): Loaded {
  if (newer.length === 0 && (!isAtTop || before.waiting.length === 0)) return { ...before, newest };
  const found = Math.min(before.found + newer.length, ringCapacity);
  if (hasMore && isAtTop) {
    // Between these and those before there is a gap: the table goes on from here, and asks for the rest when it is near.
    return { rows: newer, waiting: [], newest, found, hasOlder: true };
  }
  const all = [...newer, ...before.waiting];
  if (!isAtTop) return { ...before, waiting: all.slice(0, ringCapacity), newest, found };
  return { ...before, rows: [...all, ...before.rows].slice(0, ringCapacity), waiting: [], newest, found };
}
