import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useReadClientSecret } from '../../../bridge/queries/client-secret.ts';
import { useStatus } from '../../../bridge/queries/tenant.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import { Secret } from '../../../components/secret.tsx';
import { SnippetLanguageSelect, useSnippetLanguage } from '../../../components/snippet-language.tsx';
import { SnippetSteps } from '../../../components/snippet-steps.tsx';
import { renderSnippet } from '../../../quickstart/quickstart.ts';
import classes from './test.module.css';

interface RequestSnippetProps {
  resourceServer: ResourceServer;
  clientId: string;
  /** Separated by spaces. */
  scope: string | undefined;
}

/** The same request in the language of the program that will send it; the secret comes by environment variable. */
export function RequestSnippet({ resourceServer, clientId, scope }: RequestSnippetProps) {
  const status = useStatus().data;
  const secret = useReadClientSecret(clientId);
  const [language, setLanguage] = useSnippetLanguage('token');
  if (status?.tokenEndpoint === undefined || status.issuer === undefined) {
    return <p className={classes.dimmed}>Start the tenant to see the request with its address.</p>;
  }
  const { steps } = renderSnippet(language, {
    issuer: status.issuer,
    audience: resourceServer.identifier,
    algorithm: resourceServer.signing_alg,
    jwksUri: status.jwksUri ?? '',
    tokenEndpoint: status.tokenEndpoint,
    clientId,
    requestedScope: scope,
    caCertificatePath: status.caCertificate,
  });
  return (
    <div className={classes.snippet}>
      <SnippetLanguageSelect purpose="token" value={language} onChange={setLanguage} />
      <KeyValues
        items={[
          { name: 'Client ID', value: clientId, copy: clientId },
          { name: 'Client secret', value: <Secret read={() => secret.mutateAsync()} what="client secret" /> },
        ]}
      />
      <SnippetSteps steps={steps} />
    </div>
  );
}
