/** What goes wrong on purpose, and the tenant's clock. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FaultInput } from '#contract/entities/fault.ts';
import type { FaultPreset } from '#contract/entities/fault-kinds.ts';
import type { ClockInput } from '#contract/entities/tenant-clock.ts';
import type { FaultsView } from '#contract/methods/faults.ts';
import { useClient } from '../bridge-context.tsx';
import type { Client } from '../client.ts';
import { methodQuery } from './method-query.ts';

export function useFaults() {
  return useQuery(methodQuery(useClient(), 'faults.get', {}));
}

export function useSetFault() {
  return useFaultMutation((client, fault: FaultInput) => client.call('faults.set', { fault }));
}

export function useFaultsOff() {
  return useFaultMutation((client, ids: string[]) => client.call('faults.off', { ids }));
}

/** The clock is real again, too. */
export function useAllFaultsOff() {
  return useFaultMutation((client, _: undefined) => client.call('faults.allOff', {}));
}

export function useFaultPreset() {
  return useFaultMutation((client, preset: FaultPreset) => client.call('faults.preset', { preset }));
}

export function useSetClock() {
  return useFaultMutation((client, clock: ClockInput) => client.call('clock.set', { clock }));
}

export function useResetClock() {
  return useFaultMutation((client, _: undefined) => client.call('clock.reset', {}));
}

/** Asked for on request only, and never kept. */
export function useControlToken() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call('faults.controlToken', {}), gcTime: 0 });
}

/** Each change answers everything as it is now. */
function useFaultMutation<Input>(act: (client: Client, input: Input) => Promise<FaultsView>) {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => act(client, input),
    onSuccess: (view) => queryClient.setQueryData(['faults.get', {}], view),
  });
}
