/** How far a run is, what it waits for, and the way to stop it. */
import { Button, Progress } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { type RunningCheck, useStopCheck } from '../../bridge/queries/api-check.ts';
import { Announcer } from '../../components/announcer.tsx';
import classes from './api-check.module.css';

export function RunProgress({ running }: { running: RunningCheck }) {
  const stop = useStopCheck();
  const { id, total, results, waiting } = running;
  const ended = results.length;
  const words = total === 0 ? 'Connecting to the API…' : `${ended} of ${total}`;
  return (
    <div className={classes.progress}>
      <Announcer text={`The check is running. ${waiting === undefined ? '' : 'Waiting.'}`} />
      <div className={classes.line}>
        <strong className={classes.count}>{words}</strong>
        <span className={classes.note}>
          {waiting === undefined ? '' : `waiting ${Math.ceil(waiting.milliseconds / 1_000)} s ${waiting.what}`}
        </span>
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={15} aria-hidden />}
          loading={stop.isPending}
          onClick={() => stop.mutate(id)}
        >
          Stop
        </Button>
      </div>
      <Progress value={total === 0 ? 0 : (ended / total) * 100} aria-label="Completed cases" />
    </div>
  );
}
