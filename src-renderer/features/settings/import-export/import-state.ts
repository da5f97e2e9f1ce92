/** The import at hand: it outlives the screen, so that one may look around before applying it, or before undoing it. */
import { useSyncExternalStore } from 'react';
import type { ImportPlan } from '#contract/methods/transfer.ts';
import type { TextFile } from '../../../components/dropped-files.ts';

export type ImportState =
  | { step: 'none'; problem?: string }
  | { step: 'chosen'; files: TextFile[] }
  | { step: 'applied'; plan: ImportPlan; undo: string };

let state: ImportState = { step: 'none' };
const listeners = new Set<() => void>();

export function setImport(next: ImportState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function useImport(): ImportState {
  return useSyncExternalStore(listen, () => state);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Files that were dropped or chosen; they are shown, never applied by themselves. */
export function offerFiles(files: TextFile[]): void {
  setImport(
    files.length === 0
      ? {
          step: 'none',
          problem: 'No YAML or JSON file found. Choose a tenant.yaml, its folder, or a Tokenbench file.',
        }
      : { step: 'chosen', files },
  );
}

/** What was typed for keywords, for the next import of this run. In memory only: they may be secrets. */
let keywords: Readonly<Record<string, string>> = {};

export function rememberedKeywords(): Record<string, string> {
  return { ...keywords };
}

export function rememberKeywords(given: Readonly<Record<string, string>>): void {
  keywords = { ...keywords, ...given };
}
