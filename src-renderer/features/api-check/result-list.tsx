/** The cases, the worst first, each to be opened. */
import { Button, SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import {
  type CheckGroup,
  type CheckLibrary,
  type CheckResult,
  checkGroupNames,
  checkGroups,
  compareResults,
  isSerious,
  verdictInWords,
} from '#contract/entities/api-check.ts';
import { usePreferences } from '../../bridge/queries/preferences.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import type { RunChanges } from './compare-runs.ts';
import { ResultDetail } from './result-detail.tsx';
import classes from './result-list.module.css';
import { toneIcons, toneOf } from './result-tone.ts';

export interface ResultListProps {
  results: readonly CheckResult[];
  library: CheckLibrary;
  changes: RunChanges | undefined;
  /** Cases that are unfolded. */
  open: ReadonlySet<string>;
  onOpen(id: string, isOpen: boolean): void;
  /** Undefined while a run is under way. */
  onAgain: ((ids: string[]) => void) | undefined;
  onDebug(token: string): void;
}

type Shown = 'mend' | 'remarks' | 'all';

export function ResultList(props: ResultListProps) {
  const { results } = props;
  const [shown, setShown] = useState<Shown>('mend');
  const [byGroup, setByGroup] = useState(false);
  const failures = results.filter((result) => ['serious', 'warning'].includes(toneOf(result)));
  const remarks = results.filter((result) => ['remark', 'none'].includes(toneOf(result)));
  // A case that was asked for by its square is shown, whatever else is.
  const asked = results.filter(({ id }) => props.open.has(id));
  const chosen = { mend: failures, remarks, all: results }[shown];
  const rows = [...new Set([...chosen, ...asked])].sort(compareResults);
  return (
    <div className={classes.stack}>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label="Which cases"
          data={[
            { value: 'mend', label: `To fix (${failures.length})` },
            { value: 'remarks', label: `Remarks and not run (${remarks.length})` },
            { value: 'all', label: `All (${results.length})` },
          ]}
          value={shown}
          onChange={(value) => setShown(value === 'all' || value === 'remarks' ? value : 'mend')}
        />
        {shown === 'all' && (
          <SegmentedControl
            size="xs"
            aria-label="Order"
            data={[
              { value: 'worst', label: 'Worst first' },
              { value: 'group', label: 'By group' },
            ]}
            value={byGroup ? 'group' : 'worst'}
            onChange={(value) => setByGroup(value === 'group')}
          />
        )}
      </div>
      {rows.length === 0 && (
        <EmptyState title={shown === 'mend' ? 'Nothing to fix' : 'Nothing here'}>
          <p>{shown === 'mend' ? 'No case found a problem.' : 'No cases match.'}</p>
        </EmptyState>
      )}
      {shown === 'all' && byGroup ? (
        checkGroupNames.map((group) => <Group key={group} group={group} {...props} />)
      ) : (
        <ul className={classes.list} aria-label="Cases">
          {rows.map((result) => (
            <Row key={result.id} result={result} {...props} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Group({ group, ...props }: ResultListProps & { group: CheckGroup }) {
  const { results, onAgain } = props;
  const rows = results.filter((result) => result.group === group);
  if (rows.length === 0) return null;
  return (
    <section aria-label={checkGroups[group]} className={classes.group}>
      <div className={classes.head}>
        <h3 className={classes.heading}>{checkGroups[group]}</h3>
        {group !== 'control' && (
          <Button
            size="compact-xs"
            variant="default"
            disabled={onAgain === undefined}
            onClick={() => onAgain?.(rows.map(({ id }) => id))}
          >
            Run this group
          </Button>
        )}
      </div>
      <ul className={classes.list} aria-label={`Cases: ${checkGroups[group]}`}>
        {rows.map((result) => (
          <Row key={result.id} result={result} {...props} />
        ))}
      </ul>
    </section>
  );
}

function Row({ result, library, changes, open, onOpen, onAgain, onDebug }: ResultListProps & { result: CheckResult }) {
  const { letterKeys } = usePreferences();
  const { id, title, got } = result;
  const isOpen = open.has(id);
  const tone = toneOf(result);
  const Icon = toneIcons[tone];
  const change = changes?.byId.get(id);
  const again = onAgain === undefined ? undefined : () => onAgain([id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'r' || event.ctrlKey || event.metaKey || event.altKey || !letterKeys) return;
    again?.();
  };
  return (
    <li className={classes.item} id={`case-${id}`} data-tone={tone}>
      <UnstyledButton
        className={classes.row}
        aria-expanded={isOpen}
        onClick={() => onOpen(id, !isOpen)}
        onKeyDown={onKeyDown}
      >
        <IconChevronRight size={15} aria-hidden className={classes.chevron} />
        <span className={classes.verdict}>
          <Icon size={17} aria-hidden className={classes.icon} />
          {verdictInWords(result)}
        </span>
        <span className={classes.title}>
          {title}
          {change !== undefined && (
            <span className={classes.change} data-change={change}>
              {change === 'new' ? 'New' : 'Fixed'}
            </span>
          )}
        </span>
        <span className={classes.got}>{got}</span>
        <span className={classes.duration}>
          {result.duration === undefined ? '' : `${Math.round(result.duration).toLocaleString('en')} ms`}
        </span>
      </UnstyledButton>
      {isOpen && (
        <ResultDetail
          result={result}
          library={library}
          isSerious={isSerious(result)}
          onAgain={again}
          onDebug={onDebug}
        />
      )}
    </li>
  );
}
