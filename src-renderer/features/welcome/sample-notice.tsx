import { Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { GettingStarted } from '#contract/methods/getting-started.ts';
import { useRemoveSample, useUndoImport } from '../../bridge/queries/transfer.ts';
import { Notice } from '../../components/notice.tsx';
import { showFailure, showUndo } from '../../components/undo-notice.tsx';

/** Offered once there is something of one's own: the sample has done its work then. */
export function SampleNotice({ sample: { isThere, hasOwn, usedBy } }: Pick<GettingStarted, 'sample'>) {
  const removal = useRemoveSample();
  const undoing = useUndoImport();
  if (!isThere || !hasOwn) return null;

  function remove(): void {
    removal.mutate(undefined, {
      onSuccess: ({ undo }) =>
        showUndo({ id: 'sample', text: 'Sample data removed.', undo: () => undoing.mutateAsync(undo) }),
      onError: (error) => showFailure('The sample data could not be removed', error),
    });
  }

  return (
    <Notice
      tone="remark"
      icon={<IconInfoCircle size={18} />}
      actions={
        <Button variant="default" loading={removal.isPending} onClick={remove}>
          Remove sample data
        </Button>
      }
    >
      You now have your own data. You can remove the sample data (Appointments API, Nightly Job, API Explorer
      Application). Everything else stays
      {usedBy.length === 0 ? '.' : `, but ${usedBy.join(', ')} can no longer get tokens for Appointments API.`}
    </Notice>
  );
}
