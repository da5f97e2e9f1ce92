/** The tenant's settings, and the place where the tenant is kept. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UpdateSettings } from '#contract/entities/settings.ts';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

export function useSettings() {
  return useQuery(methodQuery(useClient(), 'settings.get', {}));
}

export function useUpdateSettings() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (update: UpdateSettings) => client.call('settings.update', { update }),
    onSuccess: (settings) => queryClient.setQueryData(['settings.get', {}], settings),
  });
}

export function useStorage() {
  return useQuery({ ...methodQuery(useClient(), 'storage.get', {}), staleTime: 0 });
}

/** The document may hold every secret of the tenant: the query cache never holds it. */
export function useExportDocument() {
  const client = useClient();
  return useMutation({
    mutationFn: (withSecrets: boolean) => client.call('storage.export', { withSecrets }),
    gcTime: 0,
  });
}

/** Everything on screen is another tenant's afterwards. */
export function useResetTenant() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<'storage.reset'>) => client.call('storage.reset', input),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
