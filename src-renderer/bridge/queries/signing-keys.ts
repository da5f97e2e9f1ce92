/** The tenant's signing keys, and the key set as it is served. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** Tokens that are still alive are counted from the traffic: asked anew each time the keys are shown. */
export function useSigningKeys() {
  return useQuery({ ...methodQuery(useClient(), 'signingKeys.list', {}), staleTime: 0 });
}

export function useKeySet() {
  return useQuery({ ...methodQuery(useClient(), 'signingKeys.keySet', {}), staleTime: 0 });
}

export function useRotateSigningKey() {
  const client = useClient();
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => client.call('signingKeys.rotate', {}), onSuccess: refresh });
}

export function useRevokeSigningKey() {
  const client = useClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (kid: string) => client.call('signingKeys.revoke', { kid }),
    onSuccess: refresh,
  });
}

export function useRotateAndRevokeSigningKey() {
  const client = useClient();
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => client.call('signingKeys.rotateAndRevoke', {}), onSuccess: refresh });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['signingKeys.list'] }),
      queryClient.invalidateQueries({ queryKey: ['signingKeys.keySet'] }),
    ]);
}
