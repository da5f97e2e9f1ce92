/** What the screens of the APIs ask and do. A change is on screen before its event comes back. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ResourceServer, UpdateResourceServer } from '#contract/entities/resource-server.ts';
import type { ResourceServerSearch } from '#contract/methods/resource-server-screens.ts';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** A page of the list; the page before stays until it is there. */
export function useResourceServerPage(search: ResourceServerSearch) {
  return useQuery({ ...methodQuery(useClient(), 'resourceServers.search', search), placeholderData: keepPreviousData });
}

/** Several pages of one list, by where they start. */
export function useResourceServerPageQuery() {
  const client = useClient();
  return (search: ResourceServerSearch) => methodQuery(client, 'resourceServers.search', search);
}

export function useNewResourceServerCheck(wish: Input<'resourceServers.checkNew'>) {
  return useQuery({ ...methodQuery(useClient(), 'resourceServers.checkNew', wish), placeholderData: keepPreviousData });
}

/** Fails with the refusal that the update itself would meet. */
export function useTokenPreview(id: string, update: UpdateResourceServer) {
  return useQuery({
    ...methodQuery(useClient(), 'resourceServers.previewToken', { id, update }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useRemoval(id: string) {
  return useQuery({ ...methodQuery(useClient(), 'resourceServers.describeRemoval', { id }), staleTime: 0 });
}

export function useManagementOperations() {
  return useQuery({
    ...methodQuery(useClient(), 'managementApi.operations', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useCreateResourceServer() {
  const client = useClient();
  const show = useShowResourceServer();
  return useMutation({
    mutationFn: (input: Input<'resourceServers.create'>) => client.call('resourceServers.create', input),
    onSuccess: show,
  });
}

export function useUpdateResourceServer(id: string) {
  const client = useClient();
  const show = useShowResourceServer();
  return useMutation({
    mutationFn: (update: UpdateResourceServer) => client.call('resourceServers.update', { id, update }),
    onSuccess: show,
  });
}

export function useRemoveResourceServer() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('resourceServers.remove', { id }),
    onSuccess: (_done, id) => {
      queryClient.setQueryData<ResourceServer[]>(['resourceServers.list', {}], (all) =>
        all?.filter((one) => one.id !== id),
      );
      void queryClient.invalidateQueries({ queryKey: ['resourceServers.search'] });
    },
  });
}

export function useCreateTestApplication() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('resourceServers.createTestApplication', { id }),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['clients.list'] }),
        queryClient.invalidateQueries({ queryKey: ['clientGrants.list'] }),
      ]),
  });
}

function useShowResourceServer() {
  const queryClient = useQueryClient();
  return (shown: ResourceServer) => {
    queryClient.setQueryData<ResourceServer>(['resourceServers.get', { id: shown.id }], shown);
    queryClient.setQueryData<ResourceServer[]>(['resourceServers.list', {}], (all) =>
      all?.map((one) => (one.id === shown.id ? shown : one)),
    );
  };
}
