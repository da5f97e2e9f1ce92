import { Button, Switch } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrafficDetail, TrafficMessage } from '#contract/methods/traffic.ts';
import { useRevealedMessages, useTrafficTexts } from '../../bridge/queries/traffic.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { TokenPart } from '../../components/token-part.tsx';
import classes from './exchange.module.css';

interface MessageTabProps {
  logId: string;
  part: 'request' | 'answer';
  detail: TrafficDetail;
  onDebug(token: string): void;
}

/** A message with its headers and body; what is secret stays masked until somebody asks. */
export function MessageTab({ logId, part, detail, onDebug }: MessageTabProps) {
  const [isRevealed, setIsRevealed] = useState(false);
  const revealed = useRevealedMessages(logId, isRevealed).data;
  const message = (isRevealed ? revealed?.[part] : undefined) ?? detail[part];
  const { bearer } = detail;
  const { readToken } = useTrafficTexts();
  const text = [message.startLine, ...message.headers.map(({ name, value }) => `${name}: ${value}`)].join('\n');
  return (
    <div className={classes.message}>
      {detail.hasSecrets && (
        <Switch
          size="xs"
          label="Show secrets"
          thumbIcon={isRevealed ? <IconEye size={10} aria-hidden /> : undefined}
          checked={isRevealed}
          onChange={(event) => setIsRevealed(event.currentTarget.checked)}
        />
      )}
      <CodeBlock
        code={text}
        what={part === 'request' ? 'the request line and headers' : 'the status line and headers'}
      />
      {part === 'request' && bearer?.payload !== undefined && (
        <>
          <TokenPart part="payload" title="Bearer token" copy={JSON.stringify(bearer.payload, null, 2)}>
            <JsonView value={bearer.payload} />
          </TokenPart>
          <div>
            <Button
              variant="default"
              onClick={() => void readToken({ log_id: logId, which: 'bearer' }).then(onDebug, () => undefined)}
            >
              Bearer token in the debugger
            </Button>
          </div>
        </>
      )}
      <Body message={message} what={part === 'request' ? 'the request body' : 'the response body'} />
    </div>
  );
}

function Body({ message: { body, note }, what }: { message: TrafficMessage; what: string }) {
  if (body === '') return <p className={classes.dimmed}>{note ?? 'No body.'}</p>;
  const json = readJson(body);
  if (json !== undefined) {
    return (
      <CodeBlock code={JSON.stringify(json, null, 2)} what={what}>
        <JsonView value={json} />
      </CodeBlock>
    );
  }
  return (
    <CodeBlock code={body} what={what}>
      {body.replaceAll('&', '\n&')}
    </CodeBlock>
  );
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
