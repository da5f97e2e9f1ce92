import { useQuery } from '@tanstack/react-query';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

/** Which host runs the screens; the same for the life of the page. */
export function useHostInfo() {
  return useQuery({ ...methodQuery(useClient(), 'host.info', {}), staleTime: Number.POSITIVE_INFINITY });
}
