import type { ReactNode } from 'react';
import classes from './tab-links.module.css';

/** Parts of a page as links, each with its address. The links mark the one that is open with `aria-current`. */
export function TabLinks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {children}
    </nav>
  );
}

export const tabLinkClass = classes.tab;
