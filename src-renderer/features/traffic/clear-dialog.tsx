import { useClearTraffic } from '../../bridge/queries/traffic.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

interface ClearDialogProps {
  opened: boolean;
  held: number;
  onClose(): void;
  onCleared(): void;
}

export function ClearDialog({ opened, held, onClose, onCleared }: ClearDialogProps) {
  const clear = useClearTraffic();
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Clear the traffic"
      action="Clear"
      act={async () => {
        await clear.mutateAsync();
        onCleared();
        onClose();
      }}
    >
      <p>
        {held.toLocaleString('en')} {held === 1 ? 'exchange' : 'exchanges'} will be deleted, here and in{' '}
        <span className="mono">/api/v2/logs</span>. Issued tokens stay valid.
      </p>
    </ConfirmDialog>
  );
}
