import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useClientGrants } from '../../../bridge/queries/client-grants.ts';
import { useReadClientSecret } from '../../../bridge/queries/client-secret.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { useStatus } from '../../../bridge/queries/tenant.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Panel } from '../../../components/panel.tsx';
import classes from '../clients.module.css';
import { type EnvironmentForm, environmentForms, writeEnvironment } from './environment-text.ts';

/** Stands for the secret on screen; the copy has the secret itself. */
const hidden = '••••••••';
/** Letters only, so that no form puts quotes around it. */
const placeholder = 'HIDDEN_SECRET';

/** Domain, client id, secret and audience, ready for a program's environment. */
export function EnvironmentPanel({ client }: { client: ClientView }) {
  const { data: status } = useStatus();
  const grants = useClientGrants().data ?? [];
  const readSecret = useReadClientSecret(client.client_id);
  const [form, setForm] = useState<EnvironmentForm>('dotenv');
  const [chosen, setChosen] = useState<string>();

  const issuer = status?.httpsIssuer ?? status?.issuer;
  const audiences = [
    ...new Set(grants.filter(({ client_id }) => client_id === client.client_id).map(({ audience }) => audience)),
  ];
  const audience = chosen !== undefined && audiences.includes(chosen) ? chosen : audiences[0];
  if (issuer === undefined) return null;

  const isPublic = client.token_endpoint_auth_method === 'none';
  const hasSecret = client.client_authentication_methods === undefined && !isPublic;
  const write = (clientSecret: string | undefined) =>
    writeEnvironment(form, {
      domain: new URL(issuer).host,
      issuer,
      clientId: client.client_id,
      clientSecret,
      audience,
    });
  return (
    <Panel
      title="As environment variables"
      actions={
        <CopyButton
          value={async () => write(hasSecret ? await readSecret.mutateAsync() : undefined)}
          what="the environment variables, the secret included"
        />
      }
    >
      <div className={classes.row}>
        <SegmentedControl
          size="xs"
          aria-label="Form of the variables"
          data={environmentForms.map(({ value, name }) => ({ value, label: name }))}
          value={form}
          onChange={(value) => setForm(environmentForms.find((one) => one.value === value)?.value ?? 'dotenv')}
        />
        {audiences.length > 1 && (
          <Select
            size="xs"
            aria-label="API of the variables"
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={audiences}
            value={audience ?? null}
            onChange={(value) => setChosen(value ?? undefined)}
          />
        )}
      </div>
      <CodeBlock
        code={write(hasSecret ? placeholder : undefined).replace(placeholder, hidden)}
        what="the environment variables"
        withCopy={false}
      />
      {hasSecret && <p className={classes.note}>The secret is hidden here, but Copy includes it.</p>}
    </Panel>
  );
}
