/** The token debugger: judging tokens, making others of them, fetching keys. Answers are not kept: a token is a secret. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { BridgeEvent } from '#contract/bridge.ts';
import type { Input, Output } from '#contract/methods.ts';
import { useBridgeEvents, useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** What was found in a text, and the report on one token of it. */
export type Inspection = Output<'debugger.inspect'>;

/** Nothing is asked while the text is empty; asked again when a time of the token passes or the tenant changes. */
export function useInspection(input: Input<'debugger.inspect'>) {
  const queryClient = useQueryClient();
  const refresh = useCallback(
    ({ name }: BridgeEvent) => {
      if (name === 'changed' || name === 'status')
        void queryClient.invalidateQueries({ queryKey: ['debugger.inspect'] });
    },
    [queryClient],
  );
  useBridgeEvents(refresh);
  const isEmpty = input.text.trim() === '';
  return useQuery({
    ...methodQuery(useClient(), 'debugger.inspect', input),
    enabled: !isEmpty,
    placeholderData: isEmpty ? undefined : keepPreviousData,
    gcTime: 0,
    refetchInterval: ({ state }) => untilNextTime(state.data),
  });
}

/** Browsers count timers in 31 bits. */
const longestTimer = 2 ** 31 - 1;

/** @returns milliseconds until the token becomes valid or expires; false where nothing is ahead */
function untilNextTime(inspection: Inspection | undefined): number | false {
  if (inspection?.report === undefined) return false;
  const { nbf, exp, now, tolerance } = inspection.report.times;
  const ahead = [nbf === undefined ? 0 : nbf - tolerance - now, exp === undefined ? 0 : exp + tolerance - now];
  const next = Math.min(...ahead.filter((seconds) => seconds > 0));
  return Number.isFinite(next) && next * 1_000 < longestTimer ? next * 1_000 + 250 : false;
}

export function useSignToken() {
  const client = useClient();
  return useMutation({ mutationFn: (input: Input<'debugger.sign'>) => client.call('debugger.sign', input), gcTime: 0 });
}

export function useMakeKey() {
  const client = useClient();
  return useMutation({
    mutationFn: (input: Input<'debugger.makeKey'>) => client.call('debugger.makeKey', input),
    gcTime: 0,
  });
}

export function useFetchKeys() {
  const client = useClient();
  return useMutation({ mutationFn: (input: Input<'debugger.fetchKeys'>) => client.call('debugger.fetchKeys', input) });
}

export function useTokenSnippets(token: string) {
  return useQuery({ ...methodQuery(useClient(), 'debugger.snippets', { token }), gcTime: 0 });
}

/** Nothing is asked until there are two. */
export function useComparison(left: string, right: string) {
  const hasBoth = left.trim() !== '' && right.trim() !== '';
  return useQuery({
    ...methodQuery(useClient(), 'debugger.compare', { left, right }),
    enabled: hasBoth,
    placeholderData: hasBoth ? keepPreviousData : undefined,
    gcTime: 0,
  });
}
