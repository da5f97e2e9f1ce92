import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Height of each row in pixels, as the style sheet has it. */
export const rowHeight = 36;

/** Rows drawn beyond what is in view, on either side: enough for a turn of the wheel. */
const overscan = 8;

export interface RowRange {
  first: number;
  /** The row after the last one. */
  end: number;
}

export interface WindowRows extends RowRange {
  body: RefObject<HTMLTableSectionElement | null>;
}

/** Which of so many rows of equal height are in view, while the page itself scrolls. */
export function useWindowRows(count: number): WindowRows {
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setScrollMargin(top + window.scrollY);
  }, []);
  const items = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin,
  }).getVirtualItems();
  return { body, first: items[0]?.index ?? 0, end: (items.at(-1)?.index ?? -1) + 1 };
}
