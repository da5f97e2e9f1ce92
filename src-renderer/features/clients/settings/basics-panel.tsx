import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useReadClientSecret } from '../../../bridge/queries/client-secret.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { useStatus } from '../../../bridge/queries/tenant.ts';
import { type KeyValue, KeyValues } from '../../../components/key-values.tsx';
import { Panel } from '../../../components/panel.tsx';
import { Secret } from '../../../components/secret.tsx';
import classes from '../clients.module.css';
import { RotateDialog } from './rotate-dialog.tsx';

interface BasicsPanelProps {
  client: ClientView;
  isRotating: boolean;
  onRotate(): void;
  onClose(): void;
}

/** What a program needs to be this application: domain, client id, secret. */
export function BasicsPanel({ client, isRotating, onRotate, onClose }: BasicsPanelProps) {
  const { data: status } = useStatus();
  const secret = useReadClientSecret(client.client_id);
  const usesKey = client.client_authentication_methods !== undefined;
  const domain = hostOf(status?.httpsIssuer ?? status?.issuer);
  const items: KeyValue[] = [
    domain === undefined
      ? { name: 'Domain', value: 'The tenant is stopped' }
      : {
          name: 'Domain',
          value: domain,
          copy: domain,
          note:
            status?.httpsIssuer === undefined
              ? 'Most SDKs add https://. HTTPS is off: use the full issuer instead.'
              : `For HTTPS, which most SDKs require. The HTTP issuer is ${status.issuer}`,
        },
    { name: 'Client ID', value: client.client_id, copy: client.client_id },
    {
      name: 'Client secret',
      value: (
        <span className={classes.row}>
          <Secret key={String(isRotating)} read={() => secret.mutateAsync()} what="client secret" />
          <Button variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onRotate}>
            Rotate
          </Button>
        </span>
      ),
      note: usesKey
        ? 'Not in use: this application authenticates with a key.'
        : 'Anyone who has it can get tokens as this application.',
    },
  ];
  return (
    <Panel title="Basics">
      <KeyValues items={items} />
      <RotateDialog client={client} opened={isRotating} onClose={onClose} />
    </Panel>
  );
}

function hostOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : new URL(address).host;
}
