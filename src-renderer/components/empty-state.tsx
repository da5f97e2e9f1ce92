import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** What would stand here, why nothing does, and the next step. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      <div className={classes.text}>{children}</div>
    </div>
  );
}
