import { VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCheck } from '@tabler/icons-react';
import type { TrafficRow } from '#contract/entities/traffic-row.ts';
import classes from './traffic.module.css';

const marks = {
  ok: { icon: IconCheck, word: 'Answered' },
  refused: { icon: IconBan, word: 'Refused' },
  failed: { icon: IconAlertTriangle, word: 'Failed' },
} as const;

/** The status with its sign: never colour alone. */
export function OutcomeMark({ outcome, status }: Pick<TrafficRow, 'outcome' | 'status'>) {
  const { icon: Icon, word } = marks[outcome];
  return (
    <span className={classes.outcome} data-outcome={outcome}>
      <Icon size={14} stroke={2} aria-hidden />
      <VisuallyHidden>{word} </VisuallyHidden>
      {status === 0 ? 'none' : status}
    </span>
  );
}
