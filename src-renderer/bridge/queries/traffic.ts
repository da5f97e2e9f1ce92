/** The traffic: one exchange, what can be done with it, and the count of refusals that nobody has seen. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Mend } from '#contract/entities/refusal.ts';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** An exchange does not change; what would mend it does. */
export function useExchange(log_id: string) {
  return useQuery({ ...methodQuery(useClient(), 'traffic.get', { log_id }), gcTime: 60_000 });
}

/** Asked for when a person wants to see secrets, and not kept: neither by the cache nor in an address. */
export function useRevealedMessages(log_id: string, isRevealed: boolean) {
  return useQuery({ ...methodQuery(useClient(), 'traffic.reveal', { log_id }), enabled: isRevealed, gcTime: 0 });
}

export function useTrafficCounts() {
  return useQuery(methodQuery(useClient(), 'traffic.counts', {}));
}

export function useMarkTrafficSeen() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('traffic.markSeen', {}),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['traffic.counts'] }),
  });
}

export function useMend() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (mend: Mend) => client.call('traffic.mend', { mend }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['traffic.get'] }),
  });
}

/** Answers the new exchange's id. */
export function useReplay() {
  const client = useClient();
  return useMutation({ mutationFn: (log_id: string) => client.call('traffic.replay', { log_id }) });
}

export function useClearTraffic() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('traffic.clear', {}),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['traffic.counts'] }),
  });
}

/** Texts that are fetched when they are copied or saved, because they may hold secrets. */
export function useTrafficTexts() {
  const client = useClient();
  return {
    readToken: async (input: Input<'traffic.readToken'>) => (await client.call('traffic.readToken', input)).token,
    readCurl: async (input: Input<'traffic.curl'>) => (await client.call('traffic.curl', input)).curl,
    exportHar: (input: Input<'traffic.exportHar'>) => client.call('traffic.exportHar', input),
  };
}
