import { Button, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CodeBlock } from '../../components/code-block.tsx';
import { DecodedToken } from '../../components/decoded-token.tsx';
import { ExchangeLink } from '../../components/entity-links.tsx';
import { HttpMessageView } from '../../components/http-message.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { TokenText } from '../../components/token-text.tsx';
import type { Run } from './sequence.ts';
import classes from './welcome.module.css';

interface RunResultProps {
  run: Run;
  onDebug(token: string): void;
}

/** What was sent, what came back, and the token read and verified. */
export function RunResult({ run, onDebug }: RunResultProps) {
  const { token } = run;
  return (
    <>
      {token ? (
        <Panel
          title={token.verdict === 'verified' ? 'The token, decoded and verified' : 'The token, decoded'}
          actions={
            <Button variant="default" onClick={() => onDebug(token.token)}>
              Open in the debugger
            </Button>
          }
        >
          <DecodedToken view={token} />
          <CodeBlock code={token.token} what="the token">
            <TokenText token={token.token} />
          </CodeBlock>
        </Panel>
      ) : (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          Refused with status {run.status}. {run.hint ?? 'The answer below says why.'}{' '}
          {run.log_id !== undefined && <ExchangeLink logId={run.log_id} />}
        </Notice>
      )}
      <Panel title="Request and answer">
        <div className={classes.messages}>
          <div>
            <Title order={3}>Request</Title>
            <HttpMessageView message={run.request} what="the request" />
          </div>
          <div>
            <Title order={3}>Answer, {Math.max(1, Math.round(run.duration))} ms</Title>
            <HttpMessageView message={run.response} what="the answer" />
          </div>
        </div>
      </Panel>
    </>
  );
}
