import { Button } from '@mantine/core';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useRemoval, useRemoveResourceServer } from '../../../bridge/queries/resource-server-screens.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { formatLocal } from '../../../components/format-time.ts';
import { Panel } from '../../../components/panel.tsx';
import { showDone } from '../../../components/undo-notice.tsx';
import classes from './settings.module.css';

interface DangerZoneProps {
  resourceServer: ResourceServer;
  opened: boolean;
  onOpen(): void;
  onClose(): void;
  onRemoved(): void;
}

export function DangerZone({ resourceServer, opened, onOpen, onClose, onRemoved }: DangerZoneProps) {
  const isSystem = resourceServer.is_system === true;
  const name = resourceServer.name ?? resourceServer.identifier;
  const remove = useRemoveResourceServer();
  return (
    <Panel title="Danger zone">
      <div className={classes.danger}>
        <p>
          {isSystem
            ? 'A system API can’t be deleted: programs manage the tenant through it.'
            : 'Also deletes its permissions and client grants. This can’t be undone.'}
        </p>
        {!isSystem && (
          <Button color="red.9" variant="outline" className={classes.delete} onClick={onOpen}>
            Delete this API
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={opened && !isSystem}
        onClose={onClose}
        title={`Delete ${name}?`}
        action="Delete the API"
        name={name}
        act={async () => {
          await remove.mutateAsync(resourceServer.id);
          onRemoved();
          showDone(`${name} was deleted.`);
        }}
      >
        <Consequences resourceServer={resourceServer} />
      </ConfirmDialog>
    </Panel>
  );
}

function Consequences({ resourceServer }: { resourceServer: ResourceServer }) {
  const removal = useRemoval(resourceServer.id).data;
  if (removal === undefined) return <p>Checking what depends on it…</p>;
  const { applications, grants, recentTokens, validUntil } = removal;
  return (
    <ul className={classes.list}>
      <li>
        {applications.length === 0
          ? 'No application loses access.'
          : `${counted(applications.length, 'application loses', 'applications lose')} access: ${named(applications)}.`}
      </li>
      <li>
        {counted(grants, 'client grant is deleted', 'client grants are deleted')} with it, and{' '}
        {counted(resourceServer.scopes?.length ?? 0, 'permission', 'permissions')}.
      </li>
      <li>
        {validUntil === undefined
          ? 'No token was issued for it in the last 24 hours.'
          : `${counted(recentTokens, 'token', 'tokens')} issued in the last 24 hours may stay valid until ${formatLocal(new Date(validUntil))}.`}
      </li>
      <li>
        Requests for the audience <span className="mono">{resourceServer.identifier}</span> will be refused.
      </li>
    </ul>
  );
}

/** Names that the list shows before it counts. */
const shown = 5;

function named(names: readonly string[]): string {
  const rest = names.length - shown;
  return rest > 0 ? `${names.slice(0, shown).join(', ')} and ${rest} more` : names.join(', ');
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
