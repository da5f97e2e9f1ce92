import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useClientUse, useRemoveApplication } from '../../../bridge/queries/client-changes.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { formatLocal } from '../../../components/format-time.ts';
import { Panel } from '../../../components/panel.tsx';
import { showDone } from '../../../components/undo-notice.tsx';
import classes from '../clients.module.css';
import { clientDrafts } from './client-form.ts';

interface DangerZoneProps {
  client: ClientView;
  isDeleting: boolean;
  onDelete(): void;
  onClose(): void;
  onDeleted(): void;
}

export function DangerZone({ client, isDeleting, onDelete, onClose, onDeleted }: DangerZoneProps) {
  const remove = useRemoveApplication();
  const use = useClientUse(client.client_id);
  const [, setDraft] = clientDrafts.useDraft(client.client_id);
  return (
    <Panel title="Danger zone">
      <div className={classes.row}>
        <Button
          variant="outline"
          color="red"
          className={classes.delete}
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={onDelete}
        >
          Delete this application
        </Button>
        <span className={classes.note}>Also deletes its client grants and credentials. This can’t be undone.</span>
      </div>
      <ConfirmDialog
        opened={isDeleting}
        onClose={onClose}
        title={`Delete ${client.name}`}
        name={client.name}
        action="Delete"
        isReady={use.data !== undefined}
        act={async () => {
          await remove.mutateAsync(client.client_id);
          setDraft(undefined);
          onDeleted();
          showDone(`${client.name} was deleted.`);
        }}
      >
        <Consequences use={use} />
      </ConfirmDialog>
    </Panel>
  );
}

function Consequences({ use: { data, error } }: { use: ReturnType<typeof useClientUse> }) {
  if (error) return <p role="alert">The effects could not be determined: {error.message}</p>;
  if (data === undefined) return <p role="status">Checking what is affected…</p>;
  const { grants, recentTokens, validUntil } = data;
  return (
    <>
      {grants.length === 0 ? (
        <p>It has no client grants. Programs that use it will be refused.</p>
      ) : (
        <div>
          <p>
            {grants.length === 1 ? 'This client grant is deleted' : `These ${grants.length} client grants are deleted`}{' '}
            too, and programs that use it will be refused:
          </p>
          <ul>
            {grants.map(({ id, audience, apiName, permissions }) => (
              <li key={id}>
                {apiName ?? audience},{' '}
                {permissions === 'all'
                  ? 'all permissions'
                  : `${permissions} ${permissions === 1 ? 'permission' : 'permissions'}`}{' '}
                <span className="mono">{id}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {recentTokens > 0 && validUntil !== undefined && (
        <p>
          {recentTokens === 1 ? '1 token' : `${recentTokens} tokens`} issued in the last 24 hours{' '}
          {recentTokens === 1 ? 'stays' : 'stay'} valid, the last until {formatLocal(new Date(validUntil))}.
        </p>
      )}
    </>
  );
}
