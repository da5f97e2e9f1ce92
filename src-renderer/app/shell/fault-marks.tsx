/** What is not as it would be in production: faults that are set, and a clock that is not this machine's. */
import { IconBolt, IconClockExclamation } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Status } from '#contract/methods/tenant.ts';
import { paths } from '../../bridge/paths.ts';
import { formatSpan } from '../../components/format-time.ts';
import classes from './status-bar.module.css';

export function FaultMarks({ status: { faults = 0, clock } }: { status: Status }) {
  return (
    <>
      {faults > 0 && (
        <Link to={paths.faults} className={classes.mark} data-tone="fault">
          <IconBolt size={14} aria-hidden />
          {faults} {faults === 1 ? 'fault' : 'faults'} <span className={classes.detail}>active</span>
        </Link>
      )}
      {clock !== undefined && (
        <Link to={paths.faults} className={classes.mark} data-tone="clock">
          <IconClockExclamation size={14} aria-hidden />
          {describeOffset(clock)}
        </Link>
      )}
    </>
  );
}

function describeOffset({ offset_ms = 0, frozen_at }: NonNullable<Status['clock']>): string {
  if (frozen_at !== undefined) return `Clock at ${frozen_at.slice(0, 16).replace('T', ' ')}`;
  const span = Math.abs(offset_ms) < 1_000 ? `${Math.abs(offset_ms)} ms` : formatSpan(Math.abs(offset_ms) / 1_000);
  return `Clock ${offset_ms > 0 ? '+' : '−'}${span}`;
}
