import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './data-table.module.css';

interface ListFilterProps {
  /** What is listed, in the plural: "applications". */
  what: string;
  /** The same of one: "application". */
  one: string;
  filter: string;
  onFilter(filter: string): void;
  total: number;
  found: number;
}

/** Narrows a list as one types, and says how much of it is left. */
export function ListFilter({ what, one, filter, onFilter, total, found }: ListFilterProps) {
  const isFiltered = filter.trim() !== '';
  return (
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
      <span role="status" className={classes.found}>
        {isFiltered ? `${found.toLocaleString('en')} of ${total.toLocaleString('en')}` : total.toLocaleString('en')}{' '}
        {total === 1 ? one : what}
      </span>
    </div>
  );
}

export function NothingFound({ filter, onFilter }: Pick<ListFilterProps, 'filter' | 'onFilter'>) {
  return (
    <div className={classes.none}>
      Nothing matches “{filter}”.{' '}
      <Button variant="default" onClick={() => onFilter('')}>
        Clear the filter
      </Button>
    </div>
  );
}
