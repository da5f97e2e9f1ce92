import { Button, VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCircleFilled,
  IconLoader2,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerStopFilled,
} from '@tabler/icons-react';
import type { Status } from '#contract/methods/tenant.ts';
import { useStartTenant, useStatus, useStopTenant } from '../../bridge/queries/tenant.ts';
import { AddressMenu } from './address-menu.tsx';
import { FaultMarks } from './fault-marks.tsx';
import classes from './status-bar.module.css';

const states = {
  running: { word: 'Running', icon: IconCircleFilled },
  stopped: { word: 'Stopped', icon: IconPlayerStopFilled },
  starting: { word: 'Starting', icon: IconLoader2 },
  failed: { word: 'Failed', icon: IconAlertTriangleFilled },
} as const;

/** Always at the same place: whether the tenant answers, where, and how often it was asked. */
export function StatusBar() {
  const { data: status } = useStatus();
  if (status === undefined) return <div className={classes.bar} />;
  const { word, icon: Icon } = states[status.state];
  return (
    <div className={classes.bar}>
      <span className={classes.state} data-state={status.state} role="status">
        <Icon size={11} aria-hidden />
        <VisuallyHidden>Tenant: </VisuallyHidden>
        {word}
      </span>
      <AddressMenu status={status} />
      <StartStop status={status} />
      <FaultMarks status={status} />
      <span className={classes.exchanges}>
        {status.exchanges.toLocaleString('en')} {status.exchanges === 1 ? 'exchange' : 'exchanges'}
        <span className={classes.detail}> since the start</span>
      </span>
    </div>
  );
}

function StartStop({ status }: { status: Status }) {
  const start = useStartTenant();
  const stop = useStopTenant();
  if (status.state === 'running') {
    return (
      <Button
        className={classes.button}
        variant="subtle"
        color="gray"
        leftSection={<IconPlayerStop size={14} aria-hidden />}
        loading={stop.isPending}
        onClick={() => stop.mutate()}
      >
        Stop
      </Button>
    );
  }
  return (
    <Button
      className={classes.button}
      variant="subtle"
      leftSection={<IconPlayerPlay size={14} aria-hidden />}
      loading={start.isPending || status.state === 'starting'}
      onClick={() => start.mutate({})}
    >
      Start
    </Button>
  );
}
