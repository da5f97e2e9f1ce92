import { Radio, Stack, Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { usePreferences, useUpdatePreferences } from '../../bridge/queries/preferences.ts';
import { Notice } from '../../components/notice.tsx';
import { shells, toShell } from '../../components/shells.ts';
import classes from './settings.module.css';
import { SettingsHeader } from './settings-tabs.tsx';

const themes = [
  { value: 'system', label: 'System', description: 'Follows this machine’s light or dark setting' },
  { value: 'light', label: 'Light', description: undefined },
  { value: 'dark', label: 'Dark', description: undefined },
] as const;

/** Choices act at once and are kept by the host. */
export function AppearanceScreen() {
  const { theme, letterKeys, shell } = usePreferences();
  const update = useUpdatePreferences();
  return (
    <>
      <SettingsHeader title="Appearance" purpose="Theme and keyboard shortcuts. Changes apply immediately." />
      <div className={classes.form}>
        {update.isError && (
          <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
            Your choice could not be saved: {update.error.message}
          </Notice>
        )}
        <Radio.Group
          label="Theme"
          value={theme}
          onChange={(value) => {
            const chosen = themes.find((choice) => choice.value === value);
            if (chosen) update.mutate({ theme: chosen.value });
          }}
        >
          <Stack gap="xs" mt="xs">
            {themes.map(({ value, label, description }) => (
              <Radio key={value} value={value} label={label} description={description} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label="Shell"
          description="The shell that command lines are written for"
          value={shell}
          onChange={(value) => update.mutate({ shell: toShell(value) })}
        >
          <Stack gap="xs" mt="xs">
            {shells.map(({ value, name }) => (
              <Radio key={value} value={value} label={name} />
            ))}
          </Stack>
        </Radio.Group>
        <Switch
          label="Single-letter keys"
          description="Press g and a letter to go to a page, / to filter, ? for all shortcuts. Off while you type."
          checked={letterKeys}
          onChange={(event) => update.mutate({ letterKeys: event.currentTarget.checked })}
        />
      </div>
    </>
  );
}
