/** The tenant itself: its name, and the API of requests that name none. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingsView } from '#contract/methods/settings.ts';
import { useSettings, useUpdateSettings } from '../../bridge/queries/settings.ts';
import { ApiSelect } from '../../components/api-select.tsx';
import { Deferred } from '../../components/deferred.tsx';
import { useEditDraft } from '../../components/edit-draft.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { ManagementCall } from '../../components/management-call.tsx';
import { Panel } from '../../components/panel.tsx';
import { refusalOf, refusedField } from '../../components/problem-fields.ts';
import { QueryView } from '../../components/query-view.tsx';
import { SaveBar } from '../../components/save-bar.tsx';
import classes from './settings.module.css';
import { SettingsHeader } from './settings-tabs.tsx';
import { tenantDraftKey, tenantDrafts, tenantSettingNames } from './tenant-form.ts';

export function TenantScreen() {
  const settings = useSettings();
  return (
    <>
      <SettingsHeader title="Tenant" purpose="Tenant name and defaults." />
      <QueryView query={settings} what="the settings">
        {(found) => (
          <Deferred>
            <TenantForm settings={found} />
          </Deferred>
        )}
      </QueryView>
    </>
  );
}

function TenantForm({ settings }: { settings: SettingsView }) {
  const { name, friendly_name, default_audience, support_email, support_url } = settings;
  const current = { friendly_name, default_audience, support_email, support_url };
  const form = useEditDraft(tenantDrafts, tenantDraftKey, current);
  const update = useUpdateSettings();
  const [savedText, setSavedText] = useState('');
  const { values, changes } = form;
  const field = refusedField(update.error);
  const set: typeof form.set = (setting, value) => {
    update.reset();
    form.set(setting, value);
  };

  async function save(): Promise<void> {
    await update.mutateAsync(changes);
    form.discard();
    setSavedText('Saved');
  }

  return (
    <div className={classes.stack}>
      <Panel title="Tenant">
        <div className={classes.form}>
          <TextInput
            label="Name"
            description="The friendly name."
            value={values.friendly_name}
            onChange={(event) => set('friendly_name', event.currentTarget.value)}
            error={refusalOf(update.error, 'friendly_name')}
          />
          <ApiSelect
            label="Default audience"
            description="The API used when a token request has no audience. Without a default, such requests are refused."
            placeholder="None"
            clearLabel="No default audience"
            value={values.default_audience === '' ? undefined : values.default_audience}
            onChange={(identifier) => set('default_audience', identifier ?? '')}
            error={refusalOf(update.error, 'default_audience')}
          />
          <TextInput
            label="Support email"
            value={values.support_email}
            onChange={(event) => set('support_email', event.currentTarget.value)}
            error={refusalOf(update.error, 'support_email')}
          />
          <TextInput
            label="Support URL"
            value={values.support_url}
            onChange={(event) => set('support_url', event.currentTarget.value)}
            error={refusalOf(update.error, 'support_url')}
          />
        </div>
        <KeyValues
          items={[
            {
              name: 'Short name',
              value: name,
              copy: name,
              note: 'Shown to applications and in log entries. It can’t be changed.',
            },
          ]}
        />
      </Panel>
      <SaveBar
        changes={form.changed.map((setting) => ({
          name: tenantSettingNames[setting],
          before: current[setting],
          after: values[setting],
        }))}
        conflicts={form.conflicts.map((setting) => tenantSettingNames[setting])}
        onTakeTheirs={form.takeTheirs}
        onKeepMine={form.keepMine}
        onSave={() => void save().catch(() => {})}
        onDiscard={() => {
          update.reset();
          form.discard();
        }}
        isSaving={update.isPending}
        problem={
          update.error !== null && !(field !== undefined && field in tenantSettingNames)
            ? update.error.message
            : undefined
        }
        savedText={savedText}
        call={<ManagementCall method="PATCH" path="/tenants/settings" scope="update:tenant_settings" body={changes} />}
      />
    </div>
  );
}
