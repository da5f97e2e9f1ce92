/** The theme is one of the preferences that the host keeps; nothing of it is in the page's own storage. */
import { type MantineColorScheme, type MantineColorSchemeManager, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { Preferences } from '#contract/methods/host.ts';
import { usePreferences } from '../bridge/queries/preferences.ts';

export const colorSchemeManager: MantineColorSchemeManager = {
  get: (initial) => initial,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

export function toColorScheme(theme: Preferences['theme']): MantineColorScheme {
  return theme === 'system' ? 'auto' : theme;
}

/** Follows the preference, wherever it was changed. */
export function useThemePreference(): void {
  const { theme } = usePreferences();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(toColorScheme(theme)), [theme, setColorScheme]);
}
