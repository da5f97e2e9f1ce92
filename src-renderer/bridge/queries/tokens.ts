import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** A real client credentials request to the tenant's token endpoint. */
export function useRequestToken() {
  const client = useClient();
  return useMutation({ mutationFn: (input: Input<'tokens.request'>) => client.call('tokens.request', input) });
}

/** Reads what was pasted; nothing is asked while the text is empty. Answers are not kept: a token is a secret. */
export function useInspectedToken(text: string) {
  return useQuery({
    ...methodQuery(useClient(), 'tokens.inspect', { text }),
    enabled: text.trim() !== '',
    placeholderData: text.trim() === '' ? undefined : keepPreviousData,
    gcTime: 0,
  });
}
