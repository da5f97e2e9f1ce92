import type { ReactNode } from 'react';
import classes from './notice.module.css';

export type Tone = 'verified' | 'not-verified' | 'cannot-verify' | 'remark';

interface NoticeProps {
  tone: Tone;
  /** Never colour alone. */
  icon: ReactNode;
  actions?: ReactNode;
  /** Told to screen readers at once: for failures. */
  assertive?: boolean;
  children: ReactNode;
}

/** A sentence that says what is, with the way out beside it. */
export function Notice({ tone, icon, actions, assertive = false, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role={assertive ? 'alert' : undefined}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div className={classes.text}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
