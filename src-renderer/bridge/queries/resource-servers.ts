import { useQuery } from '@tanstack/react-query';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

export function useResourceServers() {
  return useQuery(methodQuery(useClient(), 'resourceServers.list', {}));
}

export function useResourceServer(id: string, isWanted = true) {
  return useQuery({ ...methodQuery(useClient(), 'resourceServers.get', { id }), enabled: isWanted });
}
