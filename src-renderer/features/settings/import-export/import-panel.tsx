import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useUndoImport } from '../../../bridge/queries/transfer.ts';
import { Notice } from '../../../components/notice.tsx';
import { ChooseFiles } from './choose-files.tsx';
import { type ImportState, setImport, useImport } from './import-state.ts';
import { describeOutcome } from './plan-words.ts';
import { PlannedImport } from './planned-import.tsx';
import classes from './transfer.module.css';

export function ImportPanel() {
  const state = useImport();
  if (state.step === 'chosen') return <PlannedImport key={keyOf(state)} files={state.files} />;
  return (
    <>
      {state.step === 'applied' && <Applied state={state} />}
      <ChooseFiles />
      {state.step === 'none' && state.problem !== undefined && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {state.problem}
        </Notice>
      )}
    </>
  );
}

/** Other files are another import, with nothing typed yet. */
function keyOf({ files }: Extract<ImportState, { step: 'chosen' }>): string {
  return files.map(({ path, text }) => `${path} ${text.length}`).join('\n');
}

function Applied({ state: { plan, undo } }: { state: Extract<ImportState, { step: 'applied' }> }) {
  const undoing = useUndoImport();
  const [isUndone, setIsUndone] = useState(false);
  if (isUndone) {
    return (
      <Notice tone="remark" icon={<IconArrowBackUp size={18} />}>
        <span role="status">Import undone.</span>
      </Notice>
    );
  }
  return (
    <div className={classes.applied}>
      <Notice
        tone="verified"
        icon={<IconCircleCheck size={18} />}
        actions={
          <>
            <Button
              variant="default"
              loading={undoing.isPending}
              onClick={() => undoing.mutate(undo, { onSuccess: () => setIsUndone(true) })}
            >
              Undo
            </Button>
            <Button variant="subtle" onClick={() => setImport({ step: 'none' })}>
              Done
            </Button>
          </>
        }
      >
        <span role="status">Imported: {describeOutcome(plan)}.</span>
      </Notice>
      {undoing.isError && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {undoing.error.message}
        </Notice>
      )}
    </div>
  );
}
