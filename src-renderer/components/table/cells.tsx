import type { ReactNode } from 'react';
import classes from './data-table.module.css';

/** What one cell holds, side by side; what is {@link Cut} gives way. */
export function Line({ children }: { children: ReactNode }) {
  return <span className={classes.line}>{children}</span>;
}

/** Text that ends in dots where the column is too narrow, and is whole in its title. */
export function Cut({ title, isCode = false, children }: { title: string; isCode?: boolean; children: ReactNode }) {
  return (
    <span className={isCode ? `mono ${classes.cut}` : classes.cut} title={title}>
      {children}
    </span>
  );
}
