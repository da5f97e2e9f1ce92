import { type ReactNode, useDeferredValue } from 'react';

/**
 * Draws its children in a second pass, in slices: the address and the headings answer at once, and no key waits for a
 * large form. To be given a key that changes with what it holds.
 */
export function Deferred({ children }: { children: ReactNode }) {
  const isTime = useDeferredValue(true, false);
  return isTime ? children : null;
}
