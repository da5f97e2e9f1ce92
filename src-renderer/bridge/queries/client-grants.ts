import { useQuery } from '@tanstack/react-query';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** @param isWanted false: shows what is known, and asks for nothing */
export function useClientGrants(isWanted = true) {
  return useQuery({ ...methodQuery(useClient(), 'clientGrants.list', {}), enabled: isWanted });
}
