/** A real table of which only the rows in view are drawn; up and down lead along the links of its first column. */
import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, PureComponent, type ReactNode, type RefObject, useDeferredValue, useMemo } from 'react';
import classes from './data-table.module.css';
import { rowHeight, type WindowRows } from './use-window-rows.ts';

export interface Column<Row, Name extends string> {
  name: Name;
  heading: string;
  cell(row: Row): ReactNode;
  isSortable?: boolean;
  /** Gives the column its width. */
  className?: string | undefined;
  isNumber?: boolean;
}

export interface Sort<Name extends string> {
  column: Name;
  isDescending: boolean;
}

interface DataTableProps<Row, Name extends string> {
  /** Names the table: "Table of APIs". */
  label: string;
  /** To stay the same between renders: a new list draws every row anew. */
  columns: readonly Column<Row, Name>[];
  range: WindowRows;
  /** The rows of the range; undefined for those that are not there yet. */
  rows: readonly (Row | undefined)[];
  /** Rows in all. */
  count: number;
  rowKey(row: Row): string;
  sort: Sort<Name> | undefined;
  onSort(sort: Sort<Name> | undefined): void;
}

export function DataTable<Row, Name extends string>(props: DataTableProps<Row, Name>) {
  const { label, columns, range, rows: inView, count, rowKey, sort, onSort } = props;
  const { first } = range;
  // Drawn in slices, so that neither the wheel nor a key waits for rows.
  const { rows, start } = useDeferredValue(useMemo(() => ({ rows: inView, start: first }), [inView, first]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-rowcount={count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={cellClass(column)}
                aria-sort={sort?.column === column.name ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
              >
                {column.isSortable ? (
                  <UnstyledButton className={classes.sort} onClick={() => onSort(nextSort(sort, column.name))}>
                    {column.heading}
                    <SortIcon direction={sort?.column === column.name ? sort.isDescending : undefined} />
                  </UnstyledButton>
                ) : (
                  column.heading
                )}
              </th>
            ))}
          </tr>
        </thead>
        <Body body={range.body} columns={columns} rows={rows} start={start} count={count} rowKey={rowKey} />
      </table>
    </section>
  );
}

interface BodyProps<Row, Name extends string>
  extends Pick<DataTableProps<Row, Name>, 'columns' | 'rows' | 'count' | 'rowKey'> {
  body: RefObject<HTMLTableSectionElement | null>;
  start: number;
}

function Body<Row, Name extends string>({ body, columns, rows, start, count, rowKey }: BodyProps<Row, Name>) {
  return (
    <tbody ref={body} onKeyDown={moveBetweenRows}>
      <Spacer rows={start} columns={columns.length} />
      {rows.map((row, index) => {
        const place = start + index;
        if (row === undefined) return <WaitingRow key={`place ${place}`} place={place} columns={columns.length} />;
        return <DrawnRow key={rowKey(row)} row={row} place={place} columns={columns} />;
      })}
      <Spacer rows={count - start - rows.length} columns={columns.length} />
    </tbody>
  );
}

interface DrawnRowProps<Row, Name extends string> {
  row: Row;
  place: number;
  columns: readonly Column<Row, Name>[];
}

/** Drawn anew only where it changed: scrolling moves the range, not the rows. A class, because memo() forgets what a row is. */
class DrawnRow<Row, Name extends string> extends PureComponent<DrawnRowProps<Row, Name>> {
  override render() {
    const { row, place, columns } = this.props;
    return (
      <tr aria-rowindex={place + 2}>
        {columns.map((column) => (
          <td key={column.name} className={cellClass(column)}>
            {column.cell(row)}
          </td>
        ))}
      </tr>
    );
  }
}

function WaitingRow({ place, columns }: { place: number; columns: number }) {
  return (
    <tr aria-rowindex={place + 2} aria-busy="true">
      <td colSpan={columns}>…</td>
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

function SortIcon({ direction }: { direction: boolean | undefined }) {
  const Icon = direction === undefined ? IconArrowsSort : direction ? IconArrowDown : IconArrowUp;
  return <Icon size={13} aria-hidden />;
}

function cellClass({ className, isNumber }: { className?: string | undefined; isNumber?: boolean }): string {
  return [className, isNumber && classes.number].filter(Boolean).join(' ');
}

/** Up, down, and back to the order in which they were made. */
function nextSort<Name extends string>(sort: Sort<Name> | undefined, column: Name): Sort<Name> | undefined {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? undefined : { column, isDescending: true };
}

/** From the link that opens a row, up and down lead to the links of the rows beside it; elsewhere they scroll. */
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
