/** Settings from the hosted dashboard's advanced page. */
import { Switch } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { SettingsView } from '#contract/methods/settings.ts';
import { useSettings, useUpdateSettings } from '../../bridge/queries/settings.ts';
import { ManagementCall } from '../../components/management-call.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { showUndo } from '../../components/undo-notice.tsx';
import classes from './settings.module.css';
import { SettingsHeader } from './settings-tabs.tsx';

const states = {
  never_set: {
    icon: IconCircleDashed,
    text: 'Not set: the flag reads as false, as on a new tenant, and the section is shown anyway.',
  },
  on: { icon: IconCircleCheck, text: 'On: set to true. The section is shown.' },
  off: {
    icon: IconCircleX,
    text: 'Off: set to false. The sidebar hides APIs; links, search, and the Management API still work.',
  },
} as const;

export function AdvancedScreen() {
  const settings = useSettings();
  return (
    <>
      <SettingsHeader title="Advanced" purpose="Tenant flags that change what is shown. Changes apply immediately." />
      <QueryView query={settings} what="the settings" rows={2}>
        {(found) => <ApisSection settings={found} />}
      </QueryView>
    </>
  );
}

function ApisSection({ settings: { apisSection } }: { settings: SettingsView }) {
  const update = useUpdateSettings();
  const { icon: Icon, text } = states[apisSection];
  const isShown = apisSection !== 'off';
  const set = (isOn: boolean) => update.mutateAsync({ flags: { enable_apis_section: isOn } });

  async function change(isOn: boolean): Promise<void> {
    await set(isOn);
    showUndo({
      id: 'enable_apis_section',
      text: isOn ? 'APIs is in the sidebar.' : 'APIs is no longer in the sidebar.',
      undo: () => set(!isOn),
    });
  }

  return (
    <div className={classes.stack}>
      <Panel title="APIs section">
        <Switch
          label="Enable APIs section"
          description="Shows APIs in the sidebar (tenant flag enable_apis_section)."
          checked={isShown}
          disabled={update.isPending}
          onChange={(event) => void change(event.currentTarget.checked).catch(() => {})}
        />
        <p className={classes.state} role="status">
          <Icon size={16} aria-hidden />
          <span>{text}</span>
        </p>
        {update.error !== null && (
          <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
            Not changed: {update.error.message}
          </Notice>
        )}
        <ManagementCall
          method="PATCH"
          path="/tenants/settings"
          scope="update:tenant_settings"
          body={{ flags: { enable_apis_section: !isShown } }}
        />
      </Panel>
    </div>
  );
}
