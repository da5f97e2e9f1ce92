import { QueryClient } from '@tanstack/react-query';

/** Answers stay fresh until an event says otherwise; a refusal is shown at once, not tried again behind the scenes. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        // The host is on this machine: whether there is a network does not matter.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
