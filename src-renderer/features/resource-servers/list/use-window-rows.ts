import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows drawn beyond what is in view, on either side: enough for a turn of the wheel. */
const overscan = 8;

export interface RowRange {
  first: number;
  /** The row after the last one. */
  end: number;
}

/**
 * Which rows of equal height are in view, while the page itself scrolls.
 * @param rowHeight in pixels
 */
export function useWindowRows(body: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowRange {
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setScrollMargin(top + window.scrollY);
  }, [body]);
  const items = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin,
  }).getVirtualItems();
  return { first: items[0]?.index ?? 0, end: (items.at(-1)?.index ?? -1) + 1 };
}
