import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { usePreferences, useUpdatePreferences } from '../../bridge/queries/preferences.ts';

export const themeChoices = [
  { theme: 'system', name: 'System', icon: IconDeviceDesktop },
  { theme: 'light', name: 'Light', icon: IconSun },
  { theme: 'dark', name: 'Dark', icon: IconMoon },
] as const;

export function ThemeMenu() {
  const { theme } = usePreferences();
  const update = useUpdatePreferences();
  const Icon = themeChoices.find((choice) => choice.theme === theme)?.icon ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" width={150}>
      <Menu.Target>
        <Tooltip label="Theme">
          <ActionIcon variant="subtle" color="gray" size={30} aria-label="Theme">
            <Icon size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={theme}
          onChange={(value) => {
            const chosen = themeChoices.find((choice) => choice.theme === value);
            if (chosen) update.mutate({ theme: chosen.theme });
          }}
        >
          {themeChoices.map(({ theme: choice, name }) => (
            <Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
