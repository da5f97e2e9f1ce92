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
        showDone('The tenant is new.');
      }}
    >
      <p>
        {counts.applications} applications, {counts.apis} APIs, {counts.grants} client grants and {counts.keys} signing
        keys go, with all settings. Tokens that were issued stop verifying, since their keys are gone.
      </p>
      <p>
        {folder === undefined
          ? 'The tenant is kept in memory, so no backup is written: download one first if it is worth something.'
          : 'A backup is written first, as it lies on the disk, into the folder backups beside it.'}
      </p>
      <Checkbox
        label="With the sample content"
        checked={withSample}
        onChange={(event) => setWithSample(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}
