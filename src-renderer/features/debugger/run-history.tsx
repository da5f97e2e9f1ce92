import { Button, Switch } from '@mantine/core';
import { formatLocal } from '../../components/format-time.ts';
import { Panel } from '../../components/panel.tsx';
import classes from './debugger.module.css';
import { useEdits } from './edits.ts';
import list from './run-history.module.css';
import type { RunHistory as History } from './use-run-history.ts';

/** The tokens of this run, to come back to. */
export function RunHistory({ history, onToken }: { history: History; onToken(token: string): void }) {
  const { isKept, entries, clear, keep } = history;
  const edits = useEdits();
  if (isKept && entries.length === 0) return null;
  return (
    <div className={list.history}>
      <Panel
        title="History"
        actions={
          <div className={classes.row}>
            <Switch
              label="Keep history (in memory)"
              checked={isKept}
              onChange={({ currentTarget }) => keep(currentTarget.checked)}
            />
            {entries.length > 0 && (
              <Button variant="default" onClick={clear}>
                Clear history
              </Button>
            )}
          </div>
        }
      >
        {entries.length === 0 ? (
          <p className={classes.dim}>History is off.</p>
        ) : (
          <ol className={list.entries}>
            {entries.map(({ token, at, origin, summary, sub, aud }) => (
              <li key={token} className={list.entry}>
                <span className={classes.dim}>
                  {formatLocal(new Date(at))} · {origin}
                  {edits.has(token) && ' · edited'}
                </span>
                <span className={classes.wrap}>
                  <span className={list.summary}>{summary}</span>
                  {(sub ?? aud) !== undefined && (
                    <span className={classes.dim}>
                      {[sub && `sub ${sub}`, aud && `aud ${aud}`].filter(Boolean).join(' · ')}
                    </span>
                  )}
                </span>
                <Button
                  variant="default"
                  aria-label={`Open: ${summary}, ${formatLocal(new Date(at))}`}
                  onClick={() => onToken(token)}
                >
                  Open
                </Button>
              </li>
            ))}
          </ol>
        )}
      </Panel>
    </div>
  );
}
