import { Button, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { paths } from '../../../bridge/paths.ts';
import { useStartTenant, useStatus } from '../../../bridge/queries/tenant.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ApiCheckLink } from '../../../components/entity-links.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { Panel } from '../../../components/panel.tsx';
import { Secret } from '../../../components/secret.tsx';
import { SnippetLanguageSelect, useSnippetLanguage } from '../../../components/snippet-language.tsx';
import { SnippetSteps } from '../../../components/snippet-steps.tsx';
import { renderSnippet } from '../../../quickstart/quickstart.ts';
import classes from './quickstart.module.css';

/** How an API verifies these tokens, with this tenant's own values; what is shown follows the signing algorithm. */
export function Quickstart({ resourceServer }: { resourceServer: ResourceServer }) {
  const status = useStatus().data;
  const start = useStartTenant();
  const [language, setLanguage] = useSnippetLanguage('verify');
  const [isSecure, setIsSecure] = useState(false);
  const { identifier, signing_alg, signing_secret, scopes = [], id } = resourceServer;
  if (status?.issuer === undefined) {
    return (
      <EmptyState title="The tenant is not running">
        <p>Start it to see the snippets with its address.</p>
        <Button loading={start.isPending} onClick={() => start.mutate({})}>
          Start the tenant
        </Button>
      </EmptyState>
    );
  }
  const { httpsIssuer } = status;
  const issuer = isSecure && httpsIssuer !== undefined ? httpsIssuer : status.issuer;
  const { steps } = renderSnippet(language, {
    issuer,
    audience: identifier,
    algorithm: signing_alg,
    jwksUri: new URL('.well-known/jwks.json', issuer).href,
    scope: scopes[0]?.value,
    tokenEndpoint: new URL('oauth/token', issuer).href,
    clientId: '',
    caCertificatePath: status.caCertificate,
  });
  return (
    <Panel
      title="Verify the tokens in your API"
      actions={<SnippetLanguageSelect purpose="verify" value={language} onChange={setLanguage} />}
    >
      <div className={classes.stack}>
        <KeyValues
          items={[
            { name: 'Issuer', value: issuer, copy: issuer },
            { name: 'Audience', value: identifier, copy: identifier },
            {
              name: 'Algorithm',
              value: signing_alg,
              note:
                signing_alg === 'HS256'
                  ? 'Your API verifies tokens with the signing secret, which it reads from an environment variable.'
                  : 'Your API verifies tokens with the tenant’s public keys, which it fetches automatically.',
            },
            ...(signing_alg === 'HS256' && signing_secret !== undefined
              ? [
                  {
                    name: 'Signing secret',
                    value: <Secret read={async () => signing_secret} what="signing secret" />,
                    note: 'Keep it confidential: anyone who has it can sign tokens.',
                  },
                ]
              : []),
          ]}
        />
        {httpsIssuer !== undefined && httpsIssuer !== status.issuer && (
          <SegmentedControl
            size="xs"
            aria-label="Address of the tenant"
            className={classes.address}
            data={[
              { value: 'http', label: 'Over HTTP' },
              { value: 'https', label: 'Over HTTPS' },
            ]}
            value={isSecure ? 'https' : 'http'}
            onChange={(value) => setIsSecure(value === 'https')}
          />
        )}
        <SnippetSteps steps={steps} />
        <p className={classes.next}>
          Then get a token on the tab{' '}
          <Link to={paths.apiTab} params={{ id, tab: 'test' }}>
            Test
          </Link>{' '}
          and call your API with it. Does your API also refuse invalid tokens?{' '}
          <ApiCheckLink audience={identifier} {...(scopes[0] === undefined ? {} : { scope: scopes[0].value })}>
            Check it
          </ApiCheckLink>
          .
        </p>
      </div>
    </Panel>
  );
}
