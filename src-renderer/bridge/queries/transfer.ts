/** Import and export. What goes in and out may hold secrets: the query cache keeps nothing of it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Input } from '#contract/methods.ts';
import { useClient } from '../bridge-context.tsx';

export function usePlanImport() {
  const client = useClient();
  return useMutation({ mutationFn: (input: Input<'transfer.plan'>) => client.call('transfer.plan', input), gcTime: 0 });
}

/** Milliseconds between two questions. */
const progressEvery = 400;

/** How far a plan is, asked again and again; nothing is asked without a task. */
export function useImportProgress(task: string | undefined) {
  const client = useClient();
  return useQuery({
    queryKey: ['transfer.progress', { task }],
    queryFn: () => client.call('transfer.progress', { task: task ?? '' }),
    enabled: task !== undefined,
    refetchInterval: progressEvery,
    gcTime: 0,
  });
}

export function useCancelImport() {
  const client = useClient();
  return useMutation({ mutationFn: (task: string) => client.call('transfer.cancel', { task }) });
}

/** Much on screen may be another tenant's afterwards. */
export function useApplyImport() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<'transfer.apply'>) => client.call('transfer.apply', input),
    onSuccess: () => queryClient.invalidateQueries(),
    gcTime: 0,
  });
}

export function useUndoImport() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (undo: string) => client.call('transfer.undo', { undo }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}

export function useRemoveSample() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call('sample.remove', {}) });
}

export function useExport() {
  const client = useClient();
  return useMutation({
    mutationFn: (input: Input<'transfer.export'>) => client.call('transfer.export', input),
    gcTime: 0,
  });
}

/** The system's own dialogs, where the host has them. */
export function useFileDialogs() {
  const client = useClient();
  return useMemo(
    () => ({
      openFiles: (what: 'files' | 'folder') => client.call('host.openFiles', { what }),
      saveFile: (fileName: string, text: string) => client.call('host.saveFile', { fileName, text }),
    }),
    [client],
  );
}
