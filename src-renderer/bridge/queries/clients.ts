import { useQuery } from '@tanstack/react-query';
import type { Output } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** An application, without its secret. */
export type ClientView = Output<'clients.list'>[number];

/** Without the global client, which stands for the tenant itself and can do nothing a person would look for. */
export function useClients(isWanted = true) {
  return useQuery({ ...methodQuery(useClient(), 'clients.list', {}), select: withoutGlobal, enabled: isWanted });
}

/** Outside of the hook: a function made anew would filter and compare all of them at each render. */
function withoutGlobal(clients: ClientView[]): ClientView[] {
  return clients.filter((client) => !client.global);
}

/** The APIs of one application, or of all that have any. */
export function useGrantedApis(client_id?: string) {
  return useQuery(methodQuery(useClient(), 'clients.listGranted', client_id === undefined ? {} : { client_id }));
}

export function useClientView(client_id: string, isWanted = true) {
  return useQuery({ ...methodQuery(useClient(), 'clients.get', { client_id }), enabled: isWanted });
}
