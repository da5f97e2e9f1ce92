import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { paths } from '../bridge/paths.ts';

/** An exchange opens beside the list that it was chosen from: no other page. */
function pageOf(pathname: string | undefined): string | undefined {
  return pathname?.startsWith(`${paths.traffic}/`) ? paths.traffic : pathname;
}

/** Moves focus to the h1 when the address leads to another page, so that keyboard and screen reader start at its top. */
export function useFocusHeading(): void {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef<string>(undefined);
  useEffect(() => {
    // The first page keeps the browser's own start: the skip link comes first.
    if (before.current !== undefined && pageOf(before.current) !== pageOf(pathname)) {
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }
    before.current = pathname;
  }, [pathname]);
}
