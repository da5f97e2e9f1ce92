import { Badge, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useDeferredValue, useMemo, useRef } from 'react';
import {
  type ResourceServerColumn,
  type ResourceServerRow,
  type ResourceServerSearch,
  resourceServerColumns,
} from '#contract/methods/resource-server-screens.ts';
import { CopyIcon } from '../../../components/copy-button.tsx';
import { ApiLink } from '../../../components/entity-links.tsx';
import { resourceServerDrafts } from '../settings/draft.ts';
import classes from './list.module.css';
import { useResourceServerRows } from './use-resource-server-rows.ts';
import { useWindowRows } from './use-window-rows.ts';

const rowHeight = 36;

const headings: Record<ResourceServerColumn, string> = {
  name: 'Name',
  identifier: 'Identifier',
  algorithm: 'Algorithm',
  permissions: 'Permissions',
  applications: 'Applications',
};

type Sort = ResourceServerSearch['sort'];

interface ResourceServerTableProps {
  filter: string;
  sort: Sort;
  onSort(sort: Sort): void;
  /** APIs that the filter finds. */
  count: number;
}

/** A real table of which only the rows in view are drawn; up and down lead along the names. */
export function ResourceServerTable({ filter, sort, onSort, count }: ResourceServerTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { first, end } = useWindowRows(body, count, rowHeight);
  const inView = useResourceServerRows({ filter, sort }, { first, end });
  // Drawn in slices, so that neither the wheel nor a key waits for rows.
  const { rows, start } = useDeferredValue(useMemo(() => ({ rows: inView, start: first }), [inView, first]));
  const drafts = resourceServerDrafts.useKeys();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.scroll} tabIndex={0} aria-label="Table of APIs">
      <table className={classes.table} aria-rowcount={count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {resourceServerColumns.map((column) => (
              <th
                key={column}
                scope="col"
                className={classes[column]}
                aria-sort={sort?.column === column ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
              >
                <UnstyledButton className={classes.sort} onClick={() => onSort(nextSort(sort, column))}>
                  {headings[column]}
                  <SortIcon direction={sort?.column === column ? sort.isDescending : undefined} />
                </UnstyledButton>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={moveBetweenRows}>
          <Spacer rows={start} />
          {rows.map((row, index) => (
            <Row
              key={row?.id ?? `place ${start + index}`}
              row={row}
              place={start + index}
              hasDraft={row !== undefined && drafts.has(row.id)}
            />
          ))}
          <Spacer rows={count - start - rows.length} />
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  row: ResourceServerRow | undefined;
  place: number;
  hasDraft: boolean;
}

/** Drawn anew only where it changed: scrolling moves the range, not the rows. */
const Row = memo(function Row({ row, place, hasDraft }: RowProps) {
  if (row === undefined) {
    return (
      <tr aria-rowindex={place + 2} aria-busy="true">
        <td colSpan={resourceServerColumns.length}>…</td>
      </tr>
    );
  }
  const name = row.name ?? row.identifier;
  return (
    <tr aria-rowindex={place + 2}>
      <td>
        <span className={classes.line}>
          <span className={classes.cut} title={name}>
            <ApiLink id={row.id} name={name} />
          </span>
          {row.is_system && (
            <Tooltip
              label="The tenant’s own: programs manage it with tokens for this API. It cannot be deleted."
              multiline
              w={280}
            >
              <Badge className={classes.badge}>System</Badge>
            </Tooltip>
          )}
          {hasDraft && (
            <span className={classes.draft} title="Has edits that are not saved">
              <IconPencil size={13} aria-hidden /> edited
            </span>
          )}
        </span>
      </td>
      <td>
        <span className={classes.line}>
          <span className={`mono ${classes.cut}`} title={row.identifier}>
            {row.identifier}
          </span>
          <CopyIcon value={row.identifier} what={`the identifier of ${name}`} />
        </span>
      </td>
      <td>{row.signing_alg}</td>
      <td className={classes.permissions}>{row.permissions.toLocaleString('en')}</td>
      <td className={classes.applications}>{row.applications.toLocaleString('en')}</td>
    </tr>
  );
});

/** Stands for the rows that are not drawn. */
function Spacer({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden className={classes.spacer} style={{ height: rows * rowHeight }}>
      <td colSpan={resourceServerColumns.length} />
    </tr>
  );
}

function SortIcon({ direction }: { direction: boolean | undefined }) {
  const Icon = direction === undefined ? IconArrowsSort : direction ? IconArrowDown : IconArrowUp;
  return <Icon size={13} aria-hidden />;
}

/** Up, down, and back to the order in which they were made. */
function nextSort(sort: Sort, column: ResourceServerColumn): Sort {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? undefined : { column, isDescending: true };
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tr > td:first-child a')];
  const at = event.target instanceof HTMLElement ? links.indexOf(event.target) : -1;
  if (step === undefined || at === -1) return;
  const next = links[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
