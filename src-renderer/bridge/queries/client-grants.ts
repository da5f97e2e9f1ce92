import { useQuery } from '@tanstack/react-query';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

export function useClientGrants() {
  return useQuery(methodQuery(useClient(), 'clientGrants.list', {}));
}
