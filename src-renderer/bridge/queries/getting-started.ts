import { useQuery } from '@tanstack/react-query';
import { useClient } from '../bridge-context.tsx';
import { methodQuery } from './method-query.ts';

export function useGettingStarted() {
  return useQuery(methodQuery(useClient(), 'gettingStarted.get', {}));
}
