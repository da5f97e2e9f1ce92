/** The public keys of an application. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SwitchableMethod } from '#contract/methods/client-credentials.ts';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

export function useClientCredentials(client_id: string) {
  return useQuery(methodQuery(useClient(), 'clientCredentials.list', { client_id }));
}

export function useCreateClientCredential() {
  const client = useClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: Input<'clientCredentials.create'>) => client.call('clientCredentials.create', input),
    onSuccess: (_made, { client_id }) => refresh(client_id),
  });
}

/** The answer holds the private key: it is nowhere else, and the query cache never holds it. */
export function useGenerateClientCredential() {
  const client = useClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: Input<'clientCredentials.generate'>) => client.call('clientCredentials.generate', input),
    onSuccess: (_made, { client_id }) => refresh(client_id),
    gcTime: 0,
  });
}

export function useRemoveClientCredential() {
  const client = useClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: Input<'clientCredentials.remove'>) => client.call('clientCredentials.remove', input),
    onSuccess: (_done, { client_id }) => refresh(client_id),
  });
}

export function useSwitchAuthenticationMethod(client_id: string) {
  const client = useClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (method: SwitchableMethod) => client.call('clientCredentials.switchMethod', { client_id, method }),
    onSuccess: () => refresh(client_id),
  });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return (client_id: string) =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['clientCredentials.list', { client_id }] }),
      queryClient.invalidateQueries({ queryKey: ['clients.get', { client_id }] }),
      queryClient.invalidateQueries({ queryKey: ['clients.list'] }),
    ]);
}
