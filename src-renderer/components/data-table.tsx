import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import classes from './data-table.module.css';

export interface Column<Row> {
  name: string;
  cell(row: Row): ReactNode;
  /** What the column sorts by; not sortable without it. */
  sortBy?: (row: Row) => string | number;
  isNumber?: boolean;
}

interface DataTableProps<Row> {
  /** Names the table and what its filter looks through: "applications". */
  what: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey(row: Row): string;
  /** Everything that a filter may find the row by. */
  searchText(row: Row): string;
  filter: string;
  onFilter(filter: string): void;
}

/** Rows drawn at first, and with each "Show more": thousands of rows at once would be felt. */
const step = 200;

/** A real table: sorted by its headers, filtered by a field, arrows move along the links of its first column. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { what, columns, rows, rowKey, searchText, filter, onFilter } = props;
  const [sort, setSort] = useState<{ column: string; isDescending: boolean }>();
  const [limit, setLimit] = useState(step);

  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => {
    const text = searchText(row).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const sortBy = columns.find(({ name }) => name === sort?.column)?.sortBy;
  const sorted = sortBy && sort ? found.toSorted(compareBy(sortBy, sort.isDescending)) : found;
  const toggleSort = (column: string) =>
    setSort((before) => ({ column, isDescending: before?.column === column && !before.isDescending }));

  return (
    <div className={classes.wrap}>
      <div className={classes.tools}>
        <TextInput
          data-list-filter
          className={classes.filter}
          size="xs"
          aria-label={`Filter the ${what}`}
          placeholder={`Filter ${what}`}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={filter}
          onChange={(event) => onFilter(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && onFilter('')}
        />
        <span role="status" className={classes.count}>
          {words.length === 0 ? rows.length.toLocaleString('en') : `${found.length} of ${rows.length}`} {what}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={classes.scroll} tabIndex={0} aria-label={`Table of ${what}`}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map(({ name, sortBy: isSortable, isNumber }) => (
                <th
                  key={name}
                  scope="col"
                  className={isNumber ? classes.number : undefined}
                  aria-sort={sort?.column === name ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
                >
                  {isSortable ? (
                    <UnstyledButton className={classes.sort} onClick={() => toggleSort(name)}>
                      {name}
                      <SortIcon direction={sort?.column === name ? sort.isDescending : undefined} />
                    </UnstyledButton>
                  ) : (
                    name
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={moveBetweenRows}>
            {sorted.slice(0, limit).map((row) => (
              <tr key={rowKey(row)}>
                {columns.map(({ name, cell, isNumber }) => (
                  <td key={name} className={isNumber ? classes.number : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {found.length === 0 && (
        <div className={classes.none}>
          Nothing matches “{filter}”.{' '}
          <Button variant="default" onClick={() => onFilter('')}>
            Clear the filter
          </Button>
        </div>
      )}
      {sorted.length > limit && (
        <Button variant="default" className={classes.more} onClick={() => setLimit(limit + step)}>
          Show {Math.min(step, sorted.length - limit)} more of {sorted.length.toLocaleString('en')}
        </Button>
      )}
    </div>
  );
}

function SortIcon({ direction }: { direction: boolean | undefined }) {
  const Icon = direction === undefined ? IconArrowsSort : direction ? IconArrowDown : IconArrowUp;
  return <Icon size={13} aria-hidden />;
}

function compareBy<Row>(sortBy: (row: Row) => string | number, isDescending: boolean) {
  return (one: Row, other: Row): number => {
    const [left, right] = [sortBy(one), sortBy(other)];
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), undefined, { numeric: true });
    return isDescending ? -order : order;
  };
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
