import type { GettingStarted } from '#contract/methods/getting-started.ts';
import type { Status } from '#contract/methods/tenant.ts';
import { useResourceServer } from '../../bridge/queries/resource-servers.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { verifySnippet } from './verify-snippet.ts';
import classes from './welcome.module.css';

interface PointApiCardProps {
  example: GettingStarted['example'];
  status: Status | undefined;
}

/** What an API must know to check this tenant's tokens. */
export function PointApiCard({ example, status }: PointApiCardProps) {
  const id = example?.resourceServerId;
  const algorithm = useResourceServer(id ?? '', id !== undefined).data?.signing_alg ?? 'RS256';
  if (status?.issuer === undefined || status.jwksUri === undefined) {
    return (
      <Panel title="Point your API at this tenant">
        <p className={classes.lead}>Start the tenant to see its addresses.</p>
      </Panel>
    );
  }
  const audience = example?.audience ?? 'https://your-api.example/';
  return (
    <Panel title="Point your API at this tenant">
      <KeyValues
        items={[
          { name: 'Issuer', value: status.issuer, copy: status.issuer },
          ...(example === undefined ? [] : [{ name: 'Audience', value: audience, copy: audience }]),
          { name: 'JWKS address', value: status.jwksUri, copy: status.jwksUri },
        ]}
      />
      <CodeBlock
        code={verifySnippet({ issuer: status.issuer, jwksUri: status.jwksUri, audience, algorithm })}
        what="the snippet for Node.js with jose"
      />
      <p className={classes.lead}>
        {algorithm === 'HS256'
          ? 'This API uses HS256: set TOKEN_SECRET to the signing secret shown in its settings.'
          : 'For Node.js with jose. Other libraries need the same three values.'}
      </p>
    </Panel>
  );
}
