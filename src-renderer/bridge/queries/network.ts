/** The tenant's addresses and ports. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';
import { tenantMutationKey } from './tenant.ts';

export function useNetwork() {
  return useQuery(methodQuery(useClient(), 'network.get', {}));
}

/** Asked anew each time: another program may have come or gone. @param port undefined asks nothing */
export function usePortCheck(port: number | undefined) {
  return useQuery({
    ...methodQuery(useClient(), 'network.checkPort', { port: port ?? 1 }),
    enabled: port !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
}

export function useChangeNetwork() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: tenantMutationKey,
    mutationFn: (ports: Input<'network.change'>) => client.call('network.change', ports),
    onSuccess: async (status) => {
      queryClient.setQueryData(['tenant.status', {}], status);
      await queryClient.invalidateQueries({ queryKey: ['network.get'] });
    },
  });
}

export function useForgetPorts() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('network.forgetPorts', {}),
    onSuccess: (network) => queryClient.setQueryData(['network.get', {}], network),
  });
}

/** Milliseconds between two looks at what no event tells: the system's store, connections broken off. */
const trustInterval = 4_000;

export function useTrust() {
  return useQuery({
    ...methodQuery(useClient(), 'network.trust', {}),
    staleTime: 0,
    refetchInterval: trustInterval,
  });
}

export function useRenewAuthority() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: tenantMutationKey,
    mutationFn: () => client.call('network.renewAuthority', {}),
    onSuccess: async (network) => {
      queryClient.setQueryData(['network.get', {}], network);
      await queryClient.invalidateQueries({ queryKey: ['network.trust'] });
    },
  });
}
