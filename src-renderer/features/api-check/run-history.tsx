/** The runs that are kept with the tenant. */
import { ActionIcon, Anchor } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { CheckSummary } from '#contract/methods/api-check.ts';
import { paths } from '../../bridge/paths.ts';
import { useRemoveCheck } from '../../bridge/queries/api-check.ts';
import { formatLocal } from '../../components/format-time.ts';
import { Panel } from '../../components/panel.tsx';
import { showFailure } from '../../components/undo-notice.tsx';
import classes from './api-check.module.css';

export function RunHistory({ runs, shownId }: { runs: readonly CheckSummary[]; shownId: string | undefined }) {
  const remove = useRemoveCheck();
  if (runs.length === 0) return null;
  return (
    <Panel title="Runs">
      <ul className={classes.runs}>
        {runs.map(({ id, started_at, url, grade, serious, warnings, cases }) => (
          <li key={id} className={classes.run} data-current={id === shownId || undefined}>
            <span className={classes.small} data-grade={grade}>
              {grade ?? '–'}
            </span>
            <span className={classes.words}>
              <Anchor
                renderRoot={(props) => (
                  <Link
                    to={paths.apiCheck}
                    search={{ run: id }}
                    aria-current={id === shownId ? 'true' : undefined}
                    {...props}
                  />
                )}
              >
                {formatLocal(new Date(started_at))}
              </Anchor>
              <span className={classes.note}>
                <span className="mono">{url}</span>, {cases} cases, {serious} serious, {warnings} warnings
              </span>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove the run of ${formatLocal(new Date(started_at))}`}
              onClick={() =>
                remove.mutate(id, { onError: (error) => showFailure('The run could not be removed', error) })
              }
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
