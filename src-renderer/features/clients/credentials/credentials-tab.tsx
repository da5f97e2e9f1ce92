/** How an application proves who it is: a secret, or a private key of which the tenant knows the public half. */
import { Button } from '@mantine/core';
import { IconCertificate, IconKey } from '@tabler/icons-react';
import { useClientCredentials } from '../../../bridge/queries/client-credentials.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Panel } from '../../../components/panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import classes from '../clients.module.css';
import type { ClientDialog } from '../dialogs.ts';
import { CredentialTable } from './credential-table.tsx';
import { GenerateDialog } from './generate-dialog.tsx';
import { MethodPanel } from './method-panel.tsx';
import { UploadDialog } from './upload-dialog.tsx';

/** The real service keeps two at most, so that one can be changed while the other works. */
const mostCredentials = 2;

interface CredentialsTabProps {
  client: ClientView;
  dialog: ClientDialog | undefined;
  onDialog(dialog: ClientDialog | undefined): void;
}

export function CredentialsTab({ client, dialog, onDialog }: CredentialsTabProps) {
  const credentials = useClientCredentials(client.client_id);
  const count = credentials.data?.length ?? 0;
  const isFull = count >= mostCredentials;
  return (
    <div className={classes.stack}>
      <MethodPanel client={client} credentials={credentials.data ?? []} />
      <Panel
        title="Public keys"
        actions={
          <span className={classes.row}>
            <Button
              variant="default"
              leftSection={<IconCertificate size={15} aria-hidden />}
              disabled={isFull}
              onClick={() => onDialog('upload')}
            >
              Upload
            </Button>
            <Button
              leftSection={<IconKey size={15} aria-hidden />}
              disabled={isFull}
              onClick={() => onDialog('generate')}
            >
              Generate key pair
            </Button>
          </span>
        }
      >
        {isFull && (
          <p className={classes.note}>
            An application can have two keys, so that you can replace one while the other works. Delete one to add
            another.
          </p>
        )}
        <QueryView query={credentials} what="the credentials" rows={2}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState title="No public keys yet">
                <p>
                  With private key JWT, the application signs an assertion instead of sending a secret. The private key
                  never leaves it. The tenant needs the public key: upload it, or generate a key pair here.
                </p>
              </EmptyState>
            ) : (
              <CredentialTable client={client} credentials={rows} />
            )
          }
        </QueryView>
      </Panel>
      <UploadDialog clientId={client.client_id} opened={dialog === 'upload'} onClose={() => onDialog(undefined)} />
      <GenerateDialog client={client} opened={dialog === 'generate'} onClose={() => onDialog(undefined)} />
    </div>
  );
}
