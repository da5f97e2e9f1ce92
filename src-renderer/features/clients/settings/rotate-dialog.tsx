import { useClientUse, useRotateClientSecret } from '../../../bridge/queries/client-changes.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { showDone } from '../../../components/undo-notice.tsx';

interface RotateDialogProps {
  client: ClientView;
  opened: boolean;
  onClose(): void;
}

/** Says what a new secret means before there is one. */
export function RotateDialog({ client, opened, onClose }: RotateDialogProps) {
  const rotate = useRotateClientSecret(client.client_id);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Rotate the client secret"
      action="Rotate"
      act={async () => {
        await rotate.mutateAsync();
        onClose();
        showDone(`${client.name} has a new secret. The old one is no longer accepted.`);
      }}
    >
      <p>
        {client.name} gets a new secret. Requests with the old one fail immediately; the hosted service accepts both for
        up to 30 seconds. Tokens already issued stay valid until they expire. This can’t be undone.
      </p>
      <LastHour clientId={client.client_id} />
    </ConfirmDialog>
  );
}

function LastHour({ clientId }: { clientId: string }) {
  const { data } = useClientUse(clientId);
  if (data === undefined) return <p role="status">Checking who used it in the last hour…</p>;
  if (data.lastHour.length === 0) return <p>No token was requested with it in the last hour.</p>;
  return (
    <div>
      <p>In the last hour it was used by:</p>
      <ul>
        {data.lastHour.map(({ program, requests }) => (
          <li key={program}>
            <span className="mono">{program}</span>, {requests} {requests === 1 ? 'request' : 'requests'}
          </li>
        ))}
      </ul>
    </div>
  );
}
