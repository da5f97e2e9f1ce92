import { Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useTokenPreview, useUpdateResourceServer } from '../../../bridge/queries/resource-server-screens.ts';
import { useEditDraft } from '../../../components/edit-draft.ts';
import { ManagementCall } from '../../../components/management-call.tsx';
import { Panel } from '../../../components/panel.tsx';
import { refusedField } from '../../../components/problem-fields.ts';
import { SaveBar } from '../../../components/save-bar.tsx';
import type { DetailSearch } from '../detail/tabs.ts';
import { DangerZone } from './danger-zone.tsx';
import { describeSetting, resourceServerDrafts, settingNames, settingsOf } from './draft.ts';
import { FixedSettings } from './fixed-settings.tsx';
import { SettingFields } from './setting-fields.tsx';
import classes from './settings.module.css';
import { TokenPreview } from './token-preview.tsx';

interface ResourceServerSettingsProps {
  resourceServer: ResourceServer;
  dialog: DetailSearch['dialog'];
  onDialog(dialog: DetailSearch['dialog']): void;
  onRemoved(): void;
}

/** Milliseconds after the last key. */
const pause = 150;

/** Edits are kept as a draft until they are saved; every one of them is held against the core's rules as it is made. */
export function ResourceServerSettings({ resourceServer, dialog, onDialog, onRemoved }: ResourceServerSettingsProps) {
  const { id } = resourceServer;
  const kept = settingsOf(resourceServer);
  const form = useEditDraft(resourceServerDrafts, id, kept);
  const [settled] = useDebouncedValue(form.changes, pause);
  const preview = useTokenPreview(id, settled);
  const update = useUpdateResourceServer(id);
  const [savedText, setSavedText] = useState('');
  const problem = update.error ?? preview.error;
  const field = refusedField(problem);
  const isAtField = form.changed.some((setting) => setting === field);

  function save(): void {
    update.mutate(form.changes, {
      onSuccess: () => {
        form.discard();
        setSavedText('Saved.');
      },
    });
  }

  return (
    <>
      <div className={classes.columns}>
        <div className={classes.form}>
          <Panel title="Fixed settings">
            <FixedSettings resourceServer={resourceServer} />
          </Panel>
          <Panel title="Settings">
            {resourceServer.is_system && (
              <p className={classes.note}>
                For a system API, only the token expiration and the consent setting can be changed, as in Auth0.
              </p>
            )}
            <SettingFields
              values={form.values}
              isSystem={resourceServer.is_system === true}
              changed={form.changed}
              onEdit={(setting, value) => {
                update.reset();
                setSavedText('');
                form.set(setting, value);
              }}
              errorOf={(setting) => (setting === field ? problem?.message : undefined)}
            />
          </Panel>
          <DangerZone
            resourceServer={resourceServer}
            opened={dialog === 'delete'}
            onOpen={() => onDialog('delete')}
            onClose={() => onDialog(undefined)}
            onRemoved={() => {
              form.discard();
              onRemoved();
            }}
          />
        </div>
        <aside className={classes.side} aria-label="Preview">
          <Title order={2}>Next token</Title>
          <TokenPreview preview={preview.data} />
        </aside>
      </div>
      <SaveBar
        changes={form.changed.map((setting) => ({
          name: settingNames[setting],
          before: describeSetting(kept[setting]),
          after: describeSetting(form.values[setting]),
        }))}
        conflicts={form.conflicts.map((setting) => `${settingNames[setting]} is now ${describeSetting(kept[setting])}`)}
        onTakeTheirs={form.takeTheirs}
        onKeepMine={form.keepMine}
        onSave={save}
        onDiscard={() => {
          update.reset();
          form.discard();
        }}
        isSaving={update.isPending}
        problem={isAtField ? undefined : problem?.message}
        call={
          <ManagementCall
            method="PATCH"
            path={`/resource-servers/${id}`}
            body={form.changes}
            scope="update:resource_servers"
          />
        }
        savedText={savedText}
      />
    </>
  );
}
