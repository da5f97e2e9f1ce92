/** Changes of client grants; the list shows them at once, whatever else asks for it. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ClientGrant, UpdateClientGrant } from '#contract/entities/client-grant.ts';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';

export function useCreateClientGrant() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<'clientGrants.create'>) => client.call('clientGrants.create', input),
    onSuccess: (grant) => put(queryClient, grant),
  });
}

export function useUpdateClientGrant() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<'clientGrants.update'>) => client.call('clientGrants.update', input),
    // At once: the next box that is ticked builds on this one. What is refused is read again.
    onMutate: ({ id, update }) => {
      const grant = queryClient.getQueryData<ClientGrant[]>(key)?.find((one) => one.id === id);
      if (grant !== undefined) put(queryClient, merged(grant, update));
    },
    onSuccess: (grant) => put(queryClient, grant),
    onError: () => queryClient.invalidateQueries({ queryKey: ['clientGrants.list'] }),
  });
}

export function useRemoveClientGrant() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: ClientGrant) => client.call('clientGrants.remove', { id }),
    onSuccess: (_done, { id }) =>
      queryClient.setQueryData<ClientGrant[]>(key, (grants) => grants?.filter((grant) => grant.id !== id)),
  });
}

/** A removed grant, back under its id. */
export function useRestoreClientGrant() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (grant: ClientGrant) => client.call('clientGrants.restore', { grant }),
    onSuccess: (grant) => put(queryClient, grant),
  });
}

function merged(grant: ClientGrant, { scope, allow_all_scopes }: UpdateClientGrant): ClientGrant {
  const { scope: before, ...rest } = grant;
  if (allow_all_scopes === true) return { ...rest, allow_all_scopes };
  return {
    ...rest,
    allow_all_scopes: allow_all_scopes ?? rest.allow_all_scopes ?? false,
    scope: scope ?? before ?? [],
  };
}

const key = ['clientGrants.list', {}];

function put(queryClient: QueryClient, changed: ClientGrant): void {
  queryClient.setQueryData<ClientGrant[]>(key, (grants = []) =>
    grants.some(({ id }) => id === changed.id)
      ? grants.map((grant) => (grant.id === changed.id ? changed : grant))
      : [...grants, changed],
  );
}
