import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, memo, useEffect } from 'react';
import type { TrafficRow } from '#contract/entities/traffic-row.ts';
import { paths } from '../../bridge/paths.ts';
import { rowHeight, useWindowRows } from '../../components/table/use-window-rows.ts';
import { describeFold, type Fold, type TableRow } from './fold-rows.ts';
import { formatDuration, formatTime } from './format-traffic.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import classes from './traffic.module.css';
import type { TrafficSearch } from './traffic-search.ts';

/** Rows before the last loaded one at which older ones are asked for. */
const lookAhead = 60;

interface TrafficTableProps {
  rows: TableRow[];
  /** Rows of the ring that the filter lets through and that are not loaded yet. */
  missing: number;
  openId: string | undefined;
  /** Without the columns that the exchange beside the table tells. */
  isCompact: boolean;
  search: TrafficSearch;
  onOpen(log_id: string): void;
  onUnfold(): void;
  onNeedOlder(): void;
}

/** A real table of which only the rows in view are drawn; up and down lead along its rows. */
export function TrafficTable(props: TrafficTableProps) {
  const { rows, missing, openId, isCompact, search, onOpen, onUnfold, onNeedOlder } = props;
  const count = rows.length + missing;
  const { body, first, end } = useWindowRows(count);
  const isNearEnd = missing > 0 && end + lookAhead > rows.length;
  useEffect(() => {
    if (isNearEnd) onNeedOlder();
  }, [isNearEnd, onNeedOlder]);
  const drawn = rows.slice(first, end);
  const columns = isCompact ? 3 : 6;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.scroll} tabIndex={0} aria-label="Table of exchanges">
      <table className={classes.table} data-compact={isCompact || undefined} aria-rowcount={count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={classes.time}>
              Time
            </th>
            <th scope="col">What happened</th>
            {!isCompact && (
              <>
                <th scope="col" className={classes.entity}>
                  Application
                </th>
                <th scope="col" className={classes.entity}>
                  API
                </th>
              </>
            )}
            <th scope="col" className={classes.status}>
              Status
            </th>
            {!isCompact && (
              <th scope="col" className={classes.duration}>
                Duration
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => moveBetweenRows(event, openId === undefined ? undefined : onOpen)}>
          <Spacer rows={first} columns={columns} />
          {drawn.map(({ row, fold }, index) =>
            row === undefined ? (
              <FoldRow
                key={`fold ${fold.minute}`}
                fold={fold}
                place={first + index}
                columns={columns}
                onUnfold={onUnfold}
              />
            ) : (
              <Row
                key={row.log_id}
                row={row}
                place={first + index}
                isOpen={row.log_id === openId}
                isCompact={isCompact}
                search={search}
              />
            ),
          )}
          <Spacer rows={count - first - drawn.length} columns={columns} />
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  row: TrafficRow;
  place: number;
  isOpen: boolean;
  isCompact: boolean;
  search: TrafficSearch;
}

const Row = memo(function Row({ row, place, isOpen, isCompact, search }: RowProps) {
  const {
    log_id,
    date,
    words,
    outcome,
    status,
    duration,
    client_name,
    client_id = '',
    api,
    audience = '',
    fault,
  } = row;
  const application = client_name ?? client_id;
  const apiName = api?.name ?? audience;
  // A sentence takes the room of the columns that would stand empty beside it.
  const room = isCompact || application !== '' ? 1 : apiName === '' ? 3 : 2;
  return (
    <tr aria-rowindex={place + 2} data-open={isOpen || undefined}>
      <td className={`mono ${classes.time}`} title={new Date(date).toLocaleString()}>
        {isCompact ? formatTime(date).slice(0, 8) : formatTime(date)}
      </td>
      <td colSpan={room}>
        <span className={classes.line}>
          <Link
            to={paths.exchange}
            params={{ logId: log_id }}
            search={search}
            className={classes.words}
            title={words}
            aria-current={isOpen || undefined}
            data-exchange={log_id}
            resetScroll={false}
          >
            {words}
          </Link>
          {fault !== undefined && <Badge className={classes.fault}>Fault</Badge>}
        </span>
      </td>
      {!isCompact && room < 2 && (
        <td className={classes.entity} title={application}>
          {application}
        </td>
      )}
      {!isCompact && room < 3 && (
        <td className={classes.entity} title={apiName}>
          {apiName}
        </td>
      )}
      <td className={classes.status}>
        <OutcomeMark outcome={outcome} status={status} />
      </td>
      {!isCompact && <td className={classes.duration}>{formatDuration(duration)}</td>}
    </tr>
  );
});

interface FoldRowProps {
  fold: Fold;
  place: number;
  columns: number;
  onUnfold(): void;
}

function FoldRow({ fold, place, columns, onUnfold }: FoldRowProps) {
  return (
    <tr aria-rowindex={place + 2} className={classes.fold}>
      <td className={`mono ${classes.time}`}>{formatTime(`${fold.minute}:00Z`).slice(0, 5)}</td>
      <td colSpan={columns - 1}>
        <button type="button" className={classes.unfold} onClick={onUnfold} title="Show all">
          {describeFold(fold)}
        </button>
      </td>
    </tr>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden className={classes.spacer} style={{ height: rows * rowHeight }}>
      <td colSpan={columns} />
    </tr>
  );
}

/** @param onOpen while an exchange is open, the one that is moved to takes its place */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>, onOpen: ((log_id: string) => void) | undefined): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-exchange]')];
  const at = event.target instanceof HTMLElement ? links.indexOf(event.target) : -1;
  if (step === undefined || at === -1) return;
  const next = links[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  if (next.dataset.exchange !== undefined) onOpen?.(next.dataset.exchange);
}
