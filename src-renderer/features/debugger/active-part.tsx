/** Which part of the token is pointed at, in the token or in what it says. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { PartName } from './token-parts.ts';

interface ActivePart {
  activePart: PartName | undefined;
  setActivePart(part: PartName | undefined): void;
}

const ActivePartContext = createContext<ActivePart>({ activePart: undefined, setActivePart: () => {} });

export function ActivePartProvider({ children }: { children: ReactNode }) {
  const [activePart, setActivePart] = useState<PartName>();
  const value = useMemo(() => ({ activePart, setActivePart }), [activePart]);
  return <ActivePartContext value={value}>{children}</ActivePartContext>;
}

export function useActivePart(): ActivePart {
  return useContext(ActivePartContext);
}

/** For the element that stands for a part: pointing at it, or focus in it, lights the part up in the token. */
export function usePointsAt(part: PartName | undefined) {
  const { activePart, setActivePart } = useActivePart();
  if (part === undefined) return {};
  return {
    'data-active': activePart === part || undefined,
    onMouseEnter: () => setActivePart(part),
    onMouseLeave: () => setActivePart(undefined),
    onFocus: () => setActivePart(part),
    onBlur: () => setActivePart(undefined),
  };
}
