/** A large import takes a while to be planned: how far it is, and a way out. */
import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useCancelImport, useImportProgress } from '../../../bridge/queries/transfer.ts';
import { Announcer } from '../../../components/announcer.tsx';
import classes from './transfer.module.css';

/** Milliseconds before anything is said: most plans are there by then. */
const patience = 400;

export function PlanProgress({ task }: { task: string }) {
  const isLate = useIsLate();
  const { done, total } = useImportProgress(isLate ? task : undefined).data ?? {};
  const cancel = useCancelImport();
  if (!isLate) return null;
  const isCounted = done !== undefined && total !== undefined && total > 0;
  const words = isCounted ? `Comparing ${done.toLocaleString()} of ${total.toLocaleString()}` : 'Reading the files';
  return (
    <div className={classes.progress}>
      {/* Told once: a reader that speaks each count says nothing else. */}
      <Announcer text="Preparing the plan." />
      <span>{words}…</span>
      <Progress value={isCounted ? (100 * done) / total : 100} animated={!isCounted} aria-label="Import plan" />
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(task)}>
        Cancel
      </Button>
    </div>
  );
}

function useIsLate(): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setIsLate, patience, true);
    return () => clearTimeout(timer);
  }, []);
  return isLate;
}
