import { Anchor, Button, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TrafficDetail } from '#contract/methods/traffic.ts';
import { paths } from '../../bridge/paths.ts';
import { useExchange } from '../../bridge/queries/traffic.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { QueryView } from '../../components/query-view.tsx';
import classes from './exchange.module.css';
import { formatDuration } from './format-traffic.ts';
import { OutcomeMark } from './outcome-mark.tsx';

/** Shown by its beginning: a token stands in full where it is read. */
const longToken = /(eyJ[\w-]{20})[\w.*-]+/g;

interface ReplayViewProps {
  before: TrafficDetail;
  replayId: string;
  onOpen(log_id: string): void;
}

/** The answer then and the answer now, side by side. */
export function ReplayView({ before, replayId, onOpen }: ReplayViewProps) {
  const replay = useExchange(replayId);
  return (
    <section className={classes.replay} aria-label="Both responses">
      <QueryView query={replay} what="the new response" rows={3}>
        {(after) => (
          <>
            <div className={classes.answers}>
              <Answer title="Before" detail={before} />
              <Answer title="Sent again" detail={after} />
            </div>
            <div className={classes.actions}>
              <Button variant="default" onClick={() => onOpen(replayId)}>
                Open the new exchange
              </Button>
              <Anchor
                className={classes.all}
                renderRoot={(props) => (
                  <Link to={paths.exchange} params={{ logId: before.row.log_id }} search={{}} {...props} />
                )}
                inherit
              >
                Hide
              </Anchor>
            </div>
          </>
        )}
      </QueryView>
    </section>
  );
}

function Answer({ title, detail: { row, answer } }: { title: string; detail: TrafficDetail }) {
  const text = `${answer.startLine}\n\n${pretty(answer.body)}`;
  return (
    <div className={classes.answer}>
      <div className={classes.answerHead}>
        <Title order={3}>{title}</Title>
        <span className={classes.facts}>
          <OutcomeMark outcome={row.outcome} status={row.status} /> <span>{formatDuration(row.duration)}</span>
        </span>
      </div>
      <p className={classes.lead}>{row.words}</p>
      <CodeBlock code={text} what={`the answer, ${title.toLowerCase()}`}>
        {text.replaceAll(longToken, '$1…')}
      </CodeBlock>
    </div>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
