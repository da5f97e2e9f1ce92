import { IconFileSearch } from '@tabler/icons-react';
import { useDebugToken } from '../use-debug-token.ts';
import type { ActionGroup } from './action-group.ts';

/** What can be done with a pasted token. */
export function useTokenAction(token: string | undefined): ActionGroup[] {
  const debugToken = useDebugToken();
  if (token === undefined) return [];
  return [
    {
      group: 'Token',
      actions: [
        {
          id: 'debug-token',
          label: 'Debug this token',
          description: 'Decode it and check its signature. Nothing leaves this machine.',
          leftSection: <IconFileSearch size={18} aria-hidden />,
          onClick: () => debugToken(token),
        },
      ],
    },
  ];
}
