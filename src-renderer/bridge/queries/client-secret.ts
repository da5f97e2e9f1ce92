import { useMutation } from '@tanstack/react-query';
import { useClient } from '../bridge-context.tsx';

/** Reads an application's secret when a person asks for it; the query cache never holds it. */
export function useReadClientSecret(client_id: string) {
  const client = useClient();
  return useMutation({
    mutationFn: async () => (await client.call('clients.readSecret', { client_id })).client_secret,
    gcTime: 0,
  });
}
