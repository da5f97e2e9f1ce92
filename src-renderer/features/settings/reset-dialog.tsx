import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { StorageView } from '#contract/methods/settings.ts';
import { useResetTenant } from '../../bridge/queries/settings.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { showDone } from '../../components/undo-notice.tsx';

interface ResetDialogProps {
  opened: boolean;
  /** The tenant's friendly name. */
  name: string;
  storage: StorageView;
  onClose(): void;
  /** @param backup its path, where there is one */
  onDone(backup: string | undefined): void;
}

export function ResetDialog({ opened, name, storage: { folder, counts }, onClose, onDone }: ResetDialogProps) {
  const [withSample, setWithSample] = useState(true);
  const reset = useResetTenant();
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Reset the tenant"
      name={name}
      action="Reset"
      act={async () => {
        const { backup } = await reset.mutateAsync({ confirmation: name, withSample });
        onDone(backup);
        onClose();
        showDone('The tenant was reset.');
      }}
    >
      <p>
        {counts.applications} applications, {counts.apis} APIs, {counts.grants} client grants and {counts.keys} signing
        keys are deleted, along with all settings. Issued tokens no longer verify.
      </p>
      <p>
        {folder === undefined
          ? 'This tenant is in memory only, so no backup is written. Download one first if you need it.'
          : 'A backup is first written to the backups folder next to it.'}
      </p>
      <Checkbox
        label="Add sample data"
        checked={withSample}
        onChange={(event) => setWithSample(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}
