/** An application's settings: what it shows to get tokens, the form, and the end of it. */
import { useState } from 'react';
import { useUpdateApplication } from '../../../bridge/queries/client-changes.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { useEditDraft } from '../../../components/edit-draft.ts';
import { ManagementCall } from '../../../components/management-call.tsx';
import { refusedField } from '../../../components/problem-fields.ts';
import { SaveBar } from '../../../components/save-bar.tsx';
import classes from '../clients.module.css';
import type { ClientDialog } from '../dialogs.ts';
import { BasicsPanel } from './basics-panel.tsx';
import { clientDrafts, describeSetting, settingNames, toUpdate, valuesOf } from './client-form.ts';
import { DangerZone } from './danger-zone.tsx';
import { EnvironmentPanel } from './environment-panel.tsx';
import { SettingsFields } from './settings-fields.tsx';

interface SettingsTabProps {
  client: ClientView;
  dialog: ClientDialog | undefined;
  onDialog(dialog: ClientDialog | undefined): void;
  onDeleted(): void;
}

export function SettingsTab({ client, dialog, onDialog, onDeleted }: SettingsTabProps) {
  const current = valuesOf(client);
  const form = useEditDraft(clientDrafts, client.client_id, current);
  const update = useUpdateApplication(client.client_id);
  const [savedText, setSavedText] = useState('');
  const body = toUpdate(form.changes);
  const shown = new Set<string>([...Object.keys(settingNames)]);
  const field = refusedField(update.error);

  async function save(): Promise<void> {
    await update.mutateAsync(body);
    form.discard();
    setSavedText('Saved');
  }

  return (
    <div className={classes.stack}>
      <BasicsPanel
        client={client}
        isRotating={dialog === 'rotate'}
        onRotate={() => onDialog('rotate')}
        onClose={() => onDialog(undefined)}
      />
      <SettingsFields client={client} form={form} error={update.error} onEdit={update.reset} />
      <EnvironmentPanel client={client} />
      <DangerZone
        client={client}
        isDeleting={dialog === 'delete'}
        onDelete={() => onDialog('delete')}
        onClose={() => onDialog(undefined)}
        onDeleted={onDeleted}
      />
      <SaveBar
        changes={form.changed.map((setting) => ({
          name: settingNames[setting],
          before: describeSetting(current[setting]),
          after: describeSetting(form.values[setting]),
        }))}
        conflicts={form.conflicts.map((setting) => settingNames[setting])}
        onTakeTheirs={form.takeTheirs}
        onKeepMine={form.keepMine}
        onSave={() => void save().catch(() => {})}
        onDiscard={() => {
          update.reset();
          form.discard();
        }}
        isSaving={update.isPending}
        problem={update.error !== null && !(field !== undefined && shown.has(field)) ? update.error.message : undefined}
        savedText={savedText}
        call={
          <ManagementCall method="PATCH" path={`/clients/${client.client_id}`} scope="update:clients" body={body} />
        }
      />
    </div>
  );
}
