/** A run that was made here, in panels: the token read and verified, and what went over the wire. */
import { Button, Title } from '@mantine/core';
import type { Output } from '#contract/methods.ts';
import { CodeBlock } from './code-block.tsx';
import { DecodedToken } from './decoded-token.tsx';
import { HttpMessageView } from './http-message.tsx';
import { Panel } from './panel.tsx';
import classes from './token-panels.module.css';
import { TokenText } from './token-text.tsx';

type Run = Output<'tokens.request'>;

interface TokenPanelProps {
  token: NonNullable<Run['token']>;
  onDebug(token: string): void;
}

export function TokenPanel({ token, onDebug }: TokenPanelProps) {
  return (
    <Panel
      title={token.verdict === 'verified' ? 'The token, decoded and verified' : 'The token, decoded'}
      actions={
        <Button variant="default" onClick={() => onDebug(token.token)}>
          Open in the debugger
        </Button>
      }
    >
      <div className={classes.token}>
        <DecodedToken view={token} />
        <CodeBlock code={token.token} what="the token">
          <TokenText token={token.token} />
        </CodeBlock>
      </div>
    </Panel>
  );
}

export function ExchangePanel({ run }: { run: Run }) {
  return (
    <Panel title="Request and response">
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
  );
}
