import type { TrafficDetail } from '#contract/methods/traffic.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { JsonView } from '../../components/json-view.tsx';
import classes from './exchange.module.css';

/** The exchange as the service's own log shows it. */
export function LogEntry({ detail: { row, logEntry, logTypeName } }: { detail: TrafficDetail }) {
  return (
    <div className={classes.message}>
      <p className={classes.lead}>
        <span className="mono">{row.type}</span>: {logTypeName}. As <span className="mono">/api/v2/logs</span> shows it.
      </p>
      <CodeBlock code={JSON.stringify(logEntry, null, 2)} what="the log entry">
        <JsonView value={logEntry} />
      </CodeBlock>
    </div>
  );
}
