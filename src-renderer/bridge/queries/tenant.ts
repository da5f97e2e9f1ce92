import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

export function useStatus() {
  return useQuery(methodQuery(useClient(), 'tenant.status', {}));
}

/** Of starting and stopping from here: what follows from it is no news. */
export const tenantMutationKey = ['tenant'];

/** Starts the tenant, at other ports if given; the answer is the new status. */
export function useStartTenant() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: tenantMutationKey,
    mutationFn: (input: Input<'tenant.start'>) => client.call('tenant.start', input),
    onSuccess: (status) => queryClient.setQueryData(['tenant.status', {}], status),
  });
}

export function useStopTenant() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: tenantMutationKey,
    mutationFn: () => client.call('tenant.stop', {}),
    onSuccess: (status) => queryClient.setQueryData(['tenant.status', {}], status),
  });
}
