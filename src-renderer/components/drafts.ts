/**
 * Edits that are not saved yet: they outlive the screen that they were made on, and closing the window asks while there
 * are any. In memory only.
 */
import { useSyncExternalStore } from 'react';

let open = 0;

function keepAsking(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function count(change: number): void {
  if (open === 0 && change > 0) window.addEventListener('beforeunload', keepAsking);
  open += change;
  if (open === 0) window.removeEventListener('beforeunload', keepAsking);
}

export interface Drafts<Draft> {
  /** The draft of an entity, and how to set it; undefined drops it. */
  useDraft(key: string): [Draft | undefined, (draft: Draft | undefined) => void];
  /** Entities with a draft. */
  useKeys(): ReadonlySet<string>;
}

export function createDrafts<Draft>(): Drafts<Draft> {
  let kept: ReadonlyMap<string, Draft> = new Map();
  let keys: ReadonlySet<string> = new Set();
  const listeners = new Set<() => void>();
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  function set(key: string, draft: Draft | undefined): void {
    const next = new Map(kept);
    if (draft === undefined) next.delete(key);
    else next.set(key, draft);
    count(next.size - kept.size);
    if (next.size !== kept.size) keys = new Set(next.keys());
    kept = next;
    for (const listener of listeners) listener();
  }

  return {
    useDraft: (key) => [useSyncExternalStore(listen, () => kept.get(key)), (draft) => set(key, draft)],
    useKeys: () => useSyncExternalStore(listen, () => keys),
  };
}
