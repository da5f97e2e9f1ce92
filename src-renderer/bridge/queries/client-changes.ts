/** Changes of applications, and what depends on one. A change is on screen before its event comes back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UpdateClient } from '#contract/entities/client.ts';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import type { ClientView } from './clients.ts';
import { methodQuery } from './method-query.ts';

/** An application and, where one is given, its client grant. */
export function useCreateApplication() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<'clients.createAuthorized'>) => client.call('clients.createAuthorized', input),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['clients.list'] }),
        queryClient.invalidateQueries({ queryKey: ['clientGrants.list'] }),
      ]),
  });
}

export function useUpdateApplication(client_id: string) {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (update: UpdateClient) => client.call('clients.update', { client_id, update }),
    onSuccess: (shown) => {
      queryClient.setQueryData<ClientView>(['clients.get', { client_id }], shown);
      queryClient.setQueryData<ClientView[]>(['clients.list', {}], (all) =>
        all?.map((one) => (one.client_id === client_id ? shown : one)),
      );
    },
  });
}

/** The new secret is not answered: it is read when a person asks for it. */
export function useRotateClientSecret(client_id: string) {
  const client = useClient();
  return useMutation({
    mutationFn: async () => {
      await client.call('clients.rotateSecret', { client_id });
    },
  });
}

export function useRemoveApplication() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (client_id: string) => client.call('clients.remove', { client_id }),
    onSuccess: (_done, client_id) =>
      queryClient.setQueryData<ClientView[]>(['clients.list', {}], (all) =>
        all?.filter((one) => one.client_id !== client_id),
      ),
  });
}

/** Worked out from the traffic, so asked anew each time it is shown. */
export function useClientUse(client_id: string) {
  return useQuery({ ...methodQuery(useClient(), 'clients.describeUse', { client_id }), staleTime: 0 });
}
