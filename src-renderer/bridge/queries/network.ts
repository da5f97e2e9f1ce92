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
