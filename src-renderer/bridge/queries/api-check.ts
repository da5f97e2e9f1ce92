/** The check of an API: runs, what is kept of them, and how to mend what they found. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CheckInput, CheckLibrary, CheckReport, CheckResult } from '#contract/entities/api-check.ts';
import type { CheckProgressView, CheckReportFormat } from '#contract/methods/api-check.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

export function useCheckRuns() {
  return useQuery(methodQuery(useClient(), 'apiCheck.list', {}));
}

/** A run does not change. */
export function useCheckReport(id: string | undefined) {
  return useQuery({
    ...methodQuery(useClient(), 'apiCheck.get', { id: id ?? '-' }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

export function useCheckFixes(library: CheckLibrary) {
  return useQuery({ ...methodQuery(useClient(), 'apiCheck.fixes', { library }), staleTime: Number.POSITIVE_INFINITY });
}

export function useKeyCallers() {
  return useQuery(methodQuery(useClient(), 'apiCheck.callers', {}));
}

export function useStopCheck() {
  const client = useClient();
  return useMutation({ mutationFn: (id: string) => client.call('apiCheck.stop', { id }) });
}

export function useRemoveCheck() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('apiCheck.remove', { id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['apiCheck.list'] }),
  });
}

export function useExportCheck() {
  const client = useClient();
  return useMutation({
    mutationFn: (input: { id: string; format: CheckReportFormat }) => client.call('apiCheck.export', input),
  });
}

/** Milliseconds between two looks at how far a run is. */
const interval = 200;

export interface RunningCheck {
  id: string;
  total: number;
  /** So far, in the order in which they ended. */
  results: readonly CheckResult[];
  waiting: CheckProgressView['waiting'];
}

export interface CheckRunner {
  /** While one is under way. */
  running: RunningCheck | undefined;
  isStarting: boolean;
  /** Why the last one did not start, or did not come to its end. */
  problem: Error | undefined;
  start(input: CheckInput): void;
  /** Looks on at a run that somebody started before. */
  follow(id: string): void;
}

/** Starts runs and follows them to their end. @param onEnd hears of each report once */
export function useCheckRunner(onEnd: (report: CheckReport) => void): CheckRunner {
  const client = useClient();
  const queryClient = useQueryClient();
  const [running, setRunning] = useState<RunningCheck>();
  const [isStarting, setIsStarting] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const ended = useRef(onEnd);
  ended.current = onEnd;
  const id = running?.id;

  const follow = useCallback((next: string) => {
    setRunning((now) => (now?.id === next ? now : { id: next, total: 0, results: [], waiting: undefined }));
  }, []);

  useEffect(() => {
    if (id === undefined) return;
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known: CheckResult[] = [];
    async function look(runId: string): Promise<void> {
      try {
        const {
          state,
          total,
          results,
          waiting,
          report,
          problem: reason,
        } = await client.call('apiCheck.read', {
          id: runId,
          after: known.length,
        });
        if (isLeft) return;
        known = [...known, ...results];
        if (state === 'running') {
          setRunning({ id: runId, total, results: known, waiting });
          timer = setTimeout(() => void look(runId), interval);
          return;
        }
        setRunning(undefined);
        if (report === undefined) return setProblem(new Error(reason ?? 'The check ended without a report.'));
        await queryClient.invalidateQueries({ queryKey: ['apiCheck.list'] });
        ended.current(report);
      } catch (error) {
        if (isLeft) return;
        setRunning(undefined);
        setProblem(error instanceof Error ? error : new Error(String(error)));
      }
    }
    void look(id);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [id, client, queryClient]);

  const start = useCallback(
    (input: CheckInput) => {
      setProblem(undefined);
      setIsStarting(true);
      client
        .call('apiCheck.start', { input })
        .then((answer) => follow(answer.id))
        .catch((error: unknown) => setProblem(error instanceof Error ? error : new Error(String(error))))
        .finally(() => setIsStarting(false));
    },
    [client, follow],
  );

  return { running, isStarting, problem, start, follow };
}
