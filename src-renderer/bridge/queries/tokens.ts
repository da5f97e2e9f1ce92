import { useMutation } from '@tanstack/react-query';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';

/** A real client credentials request to the tenant's token endpoint. */
export function useRequestToken() {
  const client = useClient();
  return useMutation({ mutationFn: (input: Input<'tokens.request'>) => client.call('tokens.request', input) });
}
