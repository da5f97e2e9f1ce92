import { useQuery } from '@tanstack/react-query';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** @param isWanted false: shows what is known, and asks for nothing */
export function useResourceServers(isWanted = true) {
  return useQuery({ ...methodQuery(useClient(), 'resourceServers.list', {}), enabled: isWanted });
}

export function useResourceServer(id: string, isWanted = true) {
  return useQuery({ ...methodQuery(useClient(), 'resourceServers.get', { id }), enabled: isWanted });
}
