/** The API refuses the good token: what to set in it, with the snippet of its own quickstart. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { CheckReport } from '#contract/entities/api-check.ts';
import { useResourceServer } from '../../bridge/queries/resource-servers.ts';
import { useStatus } from '../../bridge/queries/tenant.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { SnippetLanguageSelect, useSnippetLanguage } from '../../components/snippet-language.tsx';
import { SnippetSteps } from '../../components/snippet-steps.tsx';
import { renderSnippet } from '../../quickstart/quickstart.ts';
import classes from './api-check.module.css';

export function ControlRefused({ report }: { report: CheckReport }) {
  const { advice, issuer, input, results } = report;
  const status = useStatus().data;
  const api = useResourceServer(input.audience).data;
  const [language, setLanguage] = useSnippetLanguage('verify');
  const jwksUri = new URL('.well-known/jwks.json', issuer).href;
  const answer = results[0]?.answer;
  const { steps } = renderSnippet(language, {
    issuer,
    audience: input.audience,
    algorithm: api?.signing_alg ?? 'RS256',
    jwksUri,
    scope: input.scope?.split(' ')[0],
    tokenEndpoint: new URL('oauth/token', issuer).href,
    clientId: '',
    caCertificatePath: status?.caCertificate,
  });
  return (
    <div className={classes.stack}>
      <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
        {advice}
      </Notice>
      {answer !== undefined && answer.body !== '' && (
        <p className={classes.note}>
          The API responded: <span className="mono">{answer.body.slice(0, 300)}</span>
        </p>
      )}
      <Panel
        title="Configure your API"
        actions={<SnippetLanguageSelect purpose="verify" value={language} onChange={setLanguage} />}
      >
        <KeyValues
          items={[
            { name: 'Issuer', value: issuer, copy: issuer },
            { name: 'Audience', value: input.audience, copy: input.audience },
            { name: 'JWKS', value: jwksUri, copy: jwksUri },
          ]}
        />
        <SnippetSteps steps={steps} />
      </Panel>
    </div>
  );
}
