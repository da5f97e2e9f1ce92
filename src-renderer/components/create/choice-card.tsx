import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './create.module.css';

interface ChoiceCardProps {
  value: string;
  title: string;
  /** Beside the title. */
  badge?: ReactNode;
  /** What choosing it means, a line each. */
  children: ReactNode;
}

/** The cards of one choice, side by side where there is room. */
export function ChoiceCards({ children }: { children: ReactNode }) {
  return <div className={classes.cards}>{children}</div>;
}

/** One way to begin, with what it means; inside a radio group. */
export function ChoiceCard({ value, title, badge, children }: ChoiceCardProps) {
  return (
    <Radio.Card value={value} className={classes.card} aria-label={title}>
      <span className={classes.head}>
        <Radio.Indicator />
        <span className={classes.title}>{title}</span>
        {badge}
      </span>
      {children}
    </Radio.Card>
  );
}

export function ChoiceLine({ isCode = false, children }: { isCode?: boolean; children: ReactNode }) {
  return <span className={isCode ? `mono ${classes.line}` : classes.line}>{children}</span>;
}
