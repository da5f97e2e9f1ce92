import { Kbd } from '@mantine/core';
import {
  IconBoltOff,
  IconCopy,
  IconFileImport,
  IconKeyboard,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useAllFaultsOff } from '../../bridge/queries/faults.ts';
import { usePreferences, useUpdatePreferences } from '../../bridge/queries/preferences.ts';
import { useStartTenant, useStatus, useStopTenant } from '../../bridge/queries/tenant.ts';
import { tenantAddresses } from '../../components/tenant-addresses.ts';
import { useNotices } from '../notices/notices.tsx';
import { places } from '../places.ts';
import { themeChoices } from '../shell/theme-menu.tsx';
import type { ActionGroup } from './action-group.ts';

/** Places, and what can be done from every screen. */
export function useFrameActions(onKeys: () => void): ActionGroup[] {
  const navigate = useNavigate();
  const { data: status } = useStatus();
  const { letterKeys } = usePreferences();
  const update = useUpdatePreferences();
  const start = useStartTenant();
  const stop = useStopTenant();
  const faultsOff = useAllFaultsOff();
  const { notify } = useNotices();

  const isRunning = status?.state === 'running';
  const tenantAction = isRunning
    ? { id: 'stop', label: 'Stop the tenant', icon: IconPlayerStop, onClick: () => stop.mutate() }
    : { id: 'start', label: 'Start the tenant', icon: IconPlayerPlay, onClick: () => start.mutate({}) };
  const copyActions = (status === undefined ? [] : tenantAddresses(status)).map(({ name, value }) => ({
    id: `copy ${name}`,
    label: `Copy ${name === 'Issuer' ? 'issuer' : name}`,
    description: value,
    icon: IconCopy,
    onClick: async () => {
      await navigator.clipboard.writeText(value);
      notify(`Copied: ${value}`);
    },
  }));
  const themeActions = themeChoices.map(({ theme, name, icon }) => ({
    id: `theme ${theme}`,
    label: `Theme: ${name}`,
    icon,
    onClick: () => update.mutate({ theme }),
  }));

  return [
    {
      group: 'Places',
      actions: places.map(({ to, name, icon: Icon, letter, aliases }) => ({
        id: `place ${to}`,
        label: name,
        keywords: aliases,
        leftSection: <Icon size={18} aria-hidden />,
        rightSection: letterKeys ? (
          <span>
            <Kbd>g</Kbd> <Kbd>{letter}</Kbd>
          </span>
        ) : undefined,
        onClick: () => void navigate({ to }),
      })),
    },
    {
      group: 'Actions',
      actions: [
        tenantAction,
        ...copyActions,
        ...themeActions,
        {
          id: 'faults off',
          label: 'Faults off',
          description: 'Turn off all faults and reset the clock',
          icon: IconBoltOff,
          onClick: () => faultsOff.mutate(undefined, { onSuccess: () => notify('All faults are off.') }),
        },
        {
          id: 'import-export',
          label: 'Import or export the tenant',
          keywords: 'tenant.yaml, deploy tool, a0deploy, import, export, backup, fixture',
          icon: IconFileImport,
          onClick: () => void navigate({ to: paths.importExport }),
        },
        { id: 'keys', label: 'Keyboard shortcuts', icon: IconKeyboard, onClick: onKeys },
      ].map(({ icon: Icon, ...action }) => ({ ...action, leftSection: <Icon size={18} aria-hidden /> })),
    },
  ];
}
