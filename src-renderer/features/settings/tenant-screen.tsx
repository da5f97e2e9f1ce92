/** The tenant itself: its name, and the API of requests that name none. */
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingsView } from '#contract/methods/settings.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { useSettings, useUpdateSettings } from '../../bridge/queries/settings.ts';
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
      <SettingsHeader
        title="Tenant"
        purpose="What the tenant is called, and what it assumes where a request is silent."
      />
      <QueryView query={settings} what="the settings">
        {(found) => <TenantForm settings={found} />}
      </QueryView>
    </>
  );
}

function TenantForm({ settings }: { settings: SettingsView }) {
  const { name, friendly_name, default_audience, support_email, support_url } = settings;
  const current = { friendly_name, default_audience, support_email, support_url };
  const form = useEditDraft(tenantDrafts, tenantDraftKey, current);
  const update = useUpdateSettings();
  const resourceServers = useResourceServers().data ?? [];
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

  const apis = resourceServers.map(({ identifier, name: apiName }) => ({
    value: identifier,
    label: apiName === undefined ? identifier : `${apiName} (${identifier})`,
  }));
  const isUnknown = values.default_audience !== '' && !apis.some(({ value }) => value === values.default_audience);
  return (
    <div className={classes.stack}>
      <Panel title="Tenant">
        <div className={classes.form}>
          <TextInput
            label="Name"
            description="For people: the friendly name."
            value={values.friendly_name}
            onChange={(event) => set('friendly_name', event.currentTarget.value)}
            error={refusalOf(update.error, 'friendly_name')}
          />
          <Select
            label="Default audience"
            description="The API of token requests that name no audience. Without one they are refused."
            placeholder="None"
            clearable
            clearButtonProps={{ 'aria-label': 'No default audience' }}
            searchable
            comboboxProps={{ withinPortal: false }}
            data={
              isUnknown
                ? [...apis, { value: values.default_audience, label: `${values.default_audience} (no such API)` }]
                : apis
            }
            value={values.default_audience === '' ? null : values.default_audience}
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
            { name: 'Short name', value: name, copy: name, note: 'As applications and log entries show it; fixed.' },
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
