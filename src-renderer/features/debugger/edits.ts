/** What was changed of tokens, kept by token for this run: another token pasted meanwhile loses nothing. In memory only. */
import { useSyncExternalStore } from 'react';

/** As typed. */
export interface TokenEdit {
  headerText: string;
  payloadText: string;
}

/** The oldest is forgotten. */
const most = 50;

let edits: ReadonlyMap<string, TokenEdit> = new Map();
const listeners = new Set<() => void>();

function change(next: ReadonlyMap<string, TokenEdit>): void {
  edits = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useEdits(): ReadonlyMap<string, TokenEdit> {
  return useSyncExternalStore(listen, () => edits);
}

/** @param edit undefined drops it */
export function keepEdit(token: string, edit: TokenEdit | undefined): void {
  const others = [...edits].filter(([other]) => other !== token);
  change(new Map((edit === undefined ? others : [...others, [token, edit] as const]).slice(-most)));
}

export function forgetEdits(): void {
  chosen = undefined;
  change(new Map());
}

/** The editor opened or closed last. */
let chosen: { token: string; isOpen: boolean } | undefined;

/** Kept here, not in the panel: a report that goes for a moment must not close the editor. Open where there are edits. */
export function useIsEditing(token: string): boolean {
  const isChosen = useSyncExternalStore(listen, () => (chosen?.token === token ? chosen.isOpen : undefined));
  const isEdited = useEdits().has(token);
  return isChosen ?? isEdited;
}

export function setEditing(token: string, isOpen: boolean): void {
  chosen = { token, isOpen };
  for (const listener of listeners) listener();
}
