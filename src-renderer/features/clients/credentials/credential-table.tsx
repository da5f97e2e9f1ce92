import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '#contract/methods.ts';
import { useRemoveClientCredential } from '../../../bridge/queries/client-credentials.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Copyable } from '../../../components/copyable.tsx';
import { formatLocal, formatRelative } from '../../../components/format-time.ts';
import { useNow } from '../../../components/use-now.ts';
import classes from './credentials.module.css';

type Credential = Output<'clientCredentials.list'>[number];

interface CredentialTableProps {
  client: ClientView;
  credentials: Credential[];
}

export function CredentialTable({ client, credentials }: CredentialTableProps) {
  const remove = useRemoveClientCredential();
  const [removing, setRemoving] = useState<Credential>();
  const inUse = new Set(client.client_authentication_methods?.private_key_jwt?.credentials.map(({ id }) => id));
  const isLast = removing !== undefined && inUse.has(removing.id) && inUse.size === 1;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={classes.scroll} tabIndex={0} aria-label="Table of public keys">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Key ID (kid)</th>
              <th scope="col">Algorithm</th>
              <th scope="col">Made</th>
              <th scope="col">Expires</th>
              <th scope="col">State</th>
              <th scope="col">Action</th>
            </tr>
          </thead>
          <tbody>
            {credentials.map((credential) => (
              <tr key={credential.id}>
                <th scope="row">{credential.name ?? 'No name'}</th>
                <td>
                  {credential.kid === undefined ? (
                    (credential.thumbprint_sha256 ?? credential.subject_dn)
                  ) : (
                    <Copyable value={credential.kid} what="the key ID" />
                  )}
                </td>
                <td className="mono">{credential.alg ?? credential.credential_type}</td>
                <td>{formatLocal(new Date(credential.created_at))}</td>
                <td>
                  <Expiry at={credential.expires_at} />
                </td>
                <td>
                  <span className={classes.state}>{inUse.has(credential.id) ? 'In use' : 'Not in use'}</span>
                </td>
                <td>
                  <Button
                    variant="default"
                    aria-label={`Delete the key ${credential.name ?? credential.kid ?? credential.id}`}
                    onClick={() => setRemoving(credential)}
                  >
                    Delete
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ConfirmDialog
        opened={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title="Delete the public key"
        action="Delete"
        act={async () => {
          if (removing === undefined) return;
          await remove.mutateAsync({ client_id: client.client_id, id: removing.id });
          setRemoving(undefined);
        }}
      >
        <p>
          Assertions signed with <span className="mono">{removing?.kid ?? removing?.id}</span> are refused immediately.
          To restore it, upload the same public key again.
        </p>
        {isLast && (
          <p>
            It is the only key in use: {client.name} can’t get tokens until you add another key or switch back to its
            secret.
          </p>
        )}
      </ConfirmDialog>
    </>
  );
}

function Expiry({ at }: { at: string | undefined }) {
  const now = useNow();
  if (at === undefined) return 'Never';
  const time = new Date(at);
  const isOver = time.getTime() / 1_000 <= now;
  return (
    <span className={isOver ? classes.expired : undefined}>
      {isOver && <IconAlertTriangle size={13} aria-hidden />} {isOver ? 'Expired ' : ''}
      {formatRelative(time.getTime() / 1_000, now)}
    </span>
  );
}
