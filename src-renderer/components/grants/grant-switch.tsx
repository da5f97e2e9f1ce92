import { Switch } from '@mantine/core';
import type { ClientGrant } from '#contract/entities/client-grant.ts';
import { type GrantParties, useGrantChanges } from './use-grant-changes.ts';

interface GrantSwitchProps extends GrantParties {
  grant: ClientGrant | undefined;
}

const words = { client: 'is authorized for', user: 'has user-delegated access to' } as const;

/** Whether an application may get an API's tokens: the client grant itself, made and removed. */
export function GrantSwitch({ grant, client, api, subject = 'client' }: GrantSwitchProps) {
  const { authorize, withdraw, isBusy } = useGrantChanges();
  const isSystem = grant?.is_system === true;
  return (
    <Switch
      size="sm"
      aria-label={`${client.name} ${words[subject]} ${api.name ?? api.identifier}`}
      title={isSystem ? 'A system grant cannot be changed.' : undefined}
      checked={grant !== undefined}
      disabled={isSystem}
      onChange={() => {
        // Not disabled while busy: that would take the focus away.
        if (isBusy) return;
        const parties = { client, api, subject };
        void (grant === undefined ? authorize(parties) : withdraw(grant, parties));
      }}
    />
  );
}
