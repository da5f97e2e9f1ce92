/** The form outlives the screen, in memory only: its headers may be secrets. */
import { useCallback, useState } from 'react';
import { type CheckDraft, emptyDraft } from './check-draft.ts';

let kept: CheckDraft | undefined;

/** @returns the draft, how to change it, and whether a person has touched it since the start */
export function useCheckDraft(
  first: Partial<CheckDraft>,
): [CheckDraft, (change: Partial<CheckDraft>) => void, boolean] {
  const [draft, setDraft] = useState<CheckDraft>(() => ({ ...(kept ?? emptyDraft), ...first }));
  const change = useCallback((some: Partial<CheckDraft>) => {
    setDraft((before) => {
      kept = { ...before, ...some };
      return kept;
    });
  }, []);
  return [draft, change, kept !== undefined];
}
