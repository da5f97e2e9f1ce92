import { Switch } from '@mantine/core';
import type { ClientGrant } from '#contract/entities/client-grant.ts';
import { type GrantParties, useGrantChanges } from './use-grant-changes.ts';

interface GrantSwitchProps extends GrantParties {
  grant: ClientGrant | undefined;
}

/** Whether an application may get an API's tokens: the client grant itself, made and removed. */
export function GrantSwitch({ grant, client, api }: GrantSwitchProps) {
  const { authorise, withdraw, isBusy } = useGrantChanges();
  const isSystem = grant?.is_system === true;
  return (
    <Switch
      size="sm"
      aria-label={`${client.name} is authorised for ${api.name ?? api.identifier}`}
      title={isSystem ? 'A system grant cannot be changed.' : undefined}
      checked={grant !== undefined}
      disabled={isSystem}
      onChange={() => {
        // Not disabled while busy: that would take the focus away.
        if (isBusy) return;
        void (grant === undefined ? authorise({ client, api }) : withdraw(grant, { client, api }));
      }}
    />
  );
}
