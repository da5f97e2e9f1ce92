/** Which cases are unfolded, and the way to one from its square. */
import { useState } from 'react';

export function useOpenCases() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const onOpen = (id: string, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const showCase = (id: string) => {
    onOpen(id, true);
    // Once the row is there.
    requestAnimationFrame(() => document.getElementById(`case-${id}`)?.scrollIntoView({ block: 'center' }));
  };
  return { open, onOpen, showCase };
}
