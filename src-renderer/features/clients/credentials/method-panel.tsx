import { Button, Radio } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { switchableMethods } from '#contract/methods/client-credentials.ts';
import type { Output } from '#contract/methods.ts';
import { useSwitchAuthenticationMethod } from '../../../bridge/queries/client-credentials.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { Notice } from '../../../components/notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { showDone } from '../../../components/undo-notice.tsx';
import classes from '../clients.module.css';

const methods = {
  private_key_jwt: {
    name: 'Private key',
    description: 'The application signs an assertion with its private key (RFC 7523). No secret is sent.',
  },
  client_secret_post: { name: 'Secret in the body', description: 'client_id and client_secret in the form or JSON.' },
  client_secret_basic: { name: 'Secret in a header', description: 'HTTP Basic, preferred by RFC 6749 §2.3.1.' },
} as const;

interface MethodPanelProps {
  client: ClientView;
  credentials: Output<'clientCredentials.list'>;
}

/** Switching says what it does first, and acts on its button: programs are refused from then on. */
export function MethodPanel({ client, credentials }: MethodPanelProps) {
  const switchMethod = useSwitchAuthenticationMethod(client.client_id);
  const current = currentMethod(client);
  const [wish, setWish] = useState<string>();
  const chosen = wish ?? current;
  const hasKey = credentials.some(({ credential_type }) => credential_type === 'public_key');
  const needsKey = chosen === 'private_key_jwt' && !hasKey;

  async function apply(): Promise<void> {
    const method = switchableMethods.find((one) => one === chosen);
    if (method === undefined) return;
    await switchMethod.mutateAsync(method);
    setWish(undefined);
    showDone(`${client.name} now authenticates with ${methods[method].name.toLowerCase()}.`);
  }

  return (
    <Panel title="Authentication method">
      <Radio.Group
        aria-label="Authentication method"
        value={chosen ?? ''}
        onChange={(value) => {
          switchMethod.reset();
          setWish(value === current ? undefined : value);
        }}
      >
        <div className={classes.form}>
          {switchableMethods.map((method) => (
            <Radio
              key={method}
              value={method}
              label={
                <>
                  {methods[method].name} <span className="mono">{method}</span>
                </>
              }
              description={methods[method].description}
            />
          ))}
        </div>
      </Radio.Group>
      {current === undefined && (
        <p className={classes.note}>
          Neither is in use:{' '}
          {client.token_endpoint_auth_method === 'none'
            ? 'the application is public and doesn’t authenticate.'
            : client.client_authentication_methods === undefined
              ? 'no method is set, and a secret is accepted either way.'
              : 'the application authenticates with a certificate.'}
        </p>
      )}
      {wish !== undefined && (
        <Notice
          tone="cannot-verify"
          icon={<IconAlertTriangle size={18} />}
          actions={
            <>
              <Button variant="default" onClick={() => setWish(undefined)}>
                Cancel
              </Button>
              <Button disabled={needsKey} loading={switchMethod.isPending} onClick={() => void apply().catch(() => {})}>
                Switch
              </Button>
            </>
          }
        >
          {needsKey
            ? 'Add a public key first: upload one or generate a key pair below.'
            : chosen === 'private_key_jwt'
              ? 'The secret is kept but no longer accepted. All public keys below are accepted.'
              : 'Assertions are no longer accepted; the secret is. The keys below are kept.'}
        </Notice>
      )}
      {switchMethod.error !== null && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          Not switched: {switchMethod.error.message}
        </Notice>
      )}
    </Panel>
  );
}

function currentMethod(client: ClientView): string | undefined {
  if (client.client_authentication_methods?.private_key_jwt !== undefined) return 'private_key_jwt';
  if (client.client_authentication_methods !== undefined) return undefined;
  return switchableMethods.find((method) => method === client.token_endpoint_auth_method);
}
