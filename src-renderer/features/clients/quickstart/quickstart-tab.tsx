/** How a program gets this application's tokens, in each language, with the tenant's real values. */
import { Anchor, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../../bridge/paths.ts';
import { useReadClientSecret } from '../../../bridge/queries/client-secret.ts';
import { type ClientView, useGrantedApis } from '../../../bridge/queries/clients.ts';
import { usePreferences, useUpdatePreferences } from '../../../bridge/queries/preferences.ts';
import { useStatus } from '../../../bridge/queries/tenant.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Panel } from '../../../components/panel.tsx';
import { Secret } from '../../../components/secret.tsx';
import { renderSnippet, type SnippetId, snippetLanguages } from '../../../quickstart/quickstart.ts';
import classes from '../clients.module.css';

const languages = snippetLanguages.filter(({ purpose }) => purpose === 'token');

export function QuickstartTab({ client }: { client: ClientView }) {
  const { data: status } = useStatus();
  const granted = useGrantedApis(client.client_id).data;
  const readSecret = useReadClientSecret(client.client_id);
  const { snippetLanguage } = usePreferences();
  const updatePreferences = useUpdatePreferences();
  const [chosenApi, setChosenApi] = useState<string>();
  const apis = granted?.[0]?.apis ?? [];
  const api = apis.find(({ audience }) => audience === chosenApi) ?? apis[0];
  const language = chooseLanguage(snippetLanguage);

  if (granted === undefined) return null;
  if (client.client_authentication_methods !== undefined) {
    return (
      <EmptyState title="This application authenticates with a key">
        <p>
          It signs an assertion with its private key (private_key_jwt, RFC 7523). These snippets use a client secret:
          switch the authentication method under Credentials to use them.
        </p>
      </EmptyState>
    );
  }
  if (api === undefined) {
    return (
      <EmptyState title="This application can’t get tokens yet">
        <p>
          First,{' '}
          <Anchor
            inherit
            renderRoot={(props) => (
              <Link to={paths.applicationTab} params={{ clientId: client.client_id, tab: 'apis' }} {...props} />
            )}
          >
            authorize it for one
          </Anchor>
          .
        </p>
      </EmptyState>
    );
  }
  const { tokenEndpoint, issuer, jwksUri } = status ?? {};
  if (tokenEndpoint === undefined || issuer === undefined || jwksUri === undefined) {
    return (
      <EmptyState title="The tenant is not running">
        <p>Start it below to see the snippets with the tenant’s addresses.</p>
      </EmptyState>
    );
  }
  const { steps } = renderSnippet(language, {
    issuer,
    audience: api.audience,
    algorithm: api.signing_alg ?? 'RS256',
    jwksUri,
    tokenEndpoint,
    clientId: client.client_id,
    caCertificatePath: status?.caCertificate,
  });
  return (
    <div className={classes.stack}>
      <div className={classes.row}>
        <Select
          size="xs"
          label="Language"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={languages.map(({ id, label }) => ({ value: id, label }))}
          value={language}
          onChange={(id) => id !== null && updatePreferences.mutate({ snippetLanguage: id })}
        />
        <Select
          size="xs"
          label="API"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={apis.map(({ audience, name = audience }) => ({ value: audience, label: name }))}
          value={api.audience}
          onChange={(audience) => setChosenApi(audience ?? undefined)}
        />
      </div>
      <Panel title="The secret">
        <div className={classes.row}>
          <span className="mono">CLIENT_SECRET</span>
          <Secret read={() => readSecret.mutateAsync()} what="client secret" />
        </div>
        <p className={classes.note}>The snippets read it from the environment. Don’t put it in your code.</p>
      </Panel>
      {steps.map(({ title, text, file }) => (
        <Panel key={title} title={title}>
          {file !== undefined && <p className={`mono ${classes.note}`}>{file}</p>}
          <CodeBlock code={text} what={file ?? title} />
        </Panel>
      ))}
    </div>
  );
}

/** The language that was chosen on any screen, or the one of its family that gets tokens. */
function chooseLanguage(kept: string | undefined): SnippetId {
  const exact = languages.find(({ id }) => id === kept);
  const family = snippetLanguages.find(({ id }) => id === kept)?.family;
  const found = exact ?? languages.find((one) => one.family === family);
  return found?.id ?? 'token-curl';
}
