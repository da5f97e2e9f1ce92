/** Where the tenant is kept, a copy of it to take away, and starting over. */
import { Button, Checkbox } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { StorageView } from '#contract/methods/settings.ts';
import { useExportDocument, useSettings, useStorage } from '../../bridge/queries/settings.ts';
import { saveFile } from '../../components/download-button.tsx';
import { formatLocal, formatRelative } from '../../components/format-time.ts';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { showFailure } from '../../components/undo-notice.tsx';
import { useNow } from '../../components/use-now.ts';
import { ResetDialog } from './reset-dialog.tsx';
import { SecretsAtRest } from './secrets-at-rest.tsx';
import classes from './settings.module.css';
import { SettingsHeader } from './settings-tabs.tsx';

interface StorageScreenProps {
  isResetting: boolean;
  onReset(): void;
  onClose(): void;
}

export function StorageScreen({ isResetting, onReset, onClose }: StorageScreenProps) {
  const storage = useStorage();
  const settings = useSettings().data;
  const [backup, setBackup] = useState<string>();
  return (
    <>
      <SettingsHeader title="Storage" purpose="Where the tenant is stored, how to back it up, and how to reset it." />
      <QueryView query={storage} what="the storage">
        {(found) => (
          <div className={classes.stack}>
            <Panel title="Place">
              <Place storage={found} />
              <SecretsAtRest />
            </Panel>
            <Panel title="Export">
              <Export />
            </Panel>
            <Panel title="Danger zone">
              <div className={classes.row}>
                <Button
                  variant="outline"
                  color="red"
                  className={classes.danger}
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={onReset}
                >
                  Reset the tenant
                </Button>
              </div>
              <p className={classes.note}>
                Deletes all applications, APIs, grants, keys, and settings. The addresses stay the same.
              </p>
              {backup !== undefined && <KeyValues items={[{ name: 'Previous backup', value: backup, copy: backup }]} />}
              {settings !== undefined && (
                <ResetDialog
                  opened={isResetting}
                  name={settings.friendly_name}
                  storage={found}
                  onClose={onClose}
                  onDone={setBackup}
                />
              )}
            </Panel>
          </div>
        )}
      </QueryView>
    </>
  );
}

function Place({ storage: { folder, file, size, lastWrite, counts } }: { storage: StorageView }) {
  const now = useNow();
  const items: KeyValue[] =
    folder === undefined
      ? [{ name: 'Folder', value: 'None: the tenant is in memory only' }]
      : [
          { name: 'Folder', value: folder, copy: folder },
          ...(file === undefined ? [] : [{ name: 'File', value: file, copy: file }]),
          { name: 'Size', value: size === undefined ? 'Nothing written yet' : `${size.toLocaleString('en')} bytes` },
          {
            name: 'Last write',
            value:
              lastWrite === undefined
                ? 'None yet'
                : `${formatRelative(Date.parse(lastWrite) / 1_000, now)} (${formatLocal(new Date(lastWrite))})`,
          },
        ];
  return (
    <KeyValues
      items={[
        ...items,
        {
          name: 'In it',
          value: `${counts.applications} applications, ${counts.apis} APIs, ${counts.grants} client grants, ${counts.keys} signing keys`,
        },
      ]}
    />
  );
}

function Export() {
  const [withSecrets, setWithSecrets] = useState(false);
  const document = useExportDocument();

  async function save(): Promise<void> {
    try {
      const { fileName, text } = await document.mutateAsync(withSecrets);
      saveFile(fileName, text, 'application/json');
    } catch (error) {
      showFailure('The tenant could not be exported', error);
    } finally {
      document.reset();
    }
  }

  return (
    <>
      <p className={classes.note}>
        Everything as one JSON document. With secrets, it is a backup: save it as tenant.json in an empty data folder to
        start from it. To keep a tenant in a repository, use Import/Export or <code>tokenbench export</code>.
      </p>
      <Checkbox
        label="Include client secrets, signing secrets, and private keys"
        description="Anyone who has this file can issue this tenant’s tokens."
        checked={withSecrets}
        onChange={(event) => setWithSecrets(event.currentTarget.checked)}
      />
      <div className={classes.row}>
        <Button variant="default" loading={document.isPending} onClick={() => void save()}>
          {withSecrets ? 'Download the backup, with secrets' : 'Download without secrets'}
        </Button>
      </div>
    </>
  );
}
