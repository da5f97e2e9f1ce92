import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '#contract/methods/host.ts';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** Until the host has answered, and where it cannot. */
export const defaultPreferences: Preferences = {
  theme: 'system',
  letterKeys: true,
  shell: 'posix',
  sidebarCollapsed: false,
};

export function usePreferences(): Preferences {
  const { data } = useQuery(methodQuery(useClient(), 'preferences.get', {}));
  return data ?? defaultPreferences;
}

/** The screen changes at once; a refused change is taken back. */
export function useUpdatePreferences() {
  const client = useClient();
  const queryClient = useQueryClient();
  const key = ['preferences.get', {}];
  return useMutation({
    mutationFn: (update: Input<'preferences.update'>) => client.call('preferences.update', update),
    onMutate: (update) => {
      const before = queryClient.getQueryData<Preferences>(key) ?? defaultPreferences;
      queryClient.setQueryData(key, { ...before, ...update });
      return { before };
    },
    onSuccess: (preferences) => queryClient.setQueryData(key, preferences),
    onError: (_error, _update, context) => queryClient.setQueryData(key, context?.before),
  });
}
