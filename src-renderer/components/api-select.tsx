import { Select } from '@mantine/core';
import { useState } from 'react';
import { useResourceServerPage } from '../bridge/queries/resource-server-screens.ts';
import { useResourceServer } from '../bridge/queries/resource-servers.ts';

interface ApiSelectProps {
  label: string;
  description: string;
  placeholder: string;
  /** Identifier of the chosen API. */
  value: string | undefined;
  onChange(identifier: string | undefined): void;
  /** Words of the button that takes the choice back; none without it. */
  clearLabel?: string;
  disabled?: boolean;
  error?: string | undefined;
}

/** Choices offered at once; typing finds the others. */
const offered = 50;

/** One of the APIs, found where they are kept: thousands of them cost no more than those on offer. */
export function ApiSelect({ value, onChange, clearLabel, ...field }: ApiSelectProps) {
  const chosen = useResourceServer(value ?? '', value !== undefined);
  const chosenLabel = value === undefined ? '' : labelOf(value, chosen.data?.name, chosen.isError);
  const [search, setSearch] = useState(chosenLabel);
  // What stands in the field of a choice is no search.
  const filter = search === chosenLabel ? '' : search;
  const page = useResourceServerPage({ filter, start: 0, count: offered }).data;
  const data = (page?.rows ?? []).map(({ identifier, name }) => ({
    value: identifier,
    label: labelOf(identifier, name, false),
  }));
  if (value !== undefined && !data.some((one) => one.value === value)) data.unshift({ value, label: chosenLabel });
  return (
    <Select
      {...field}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      // What matches is worked out where the APIs are.
      filter={({ options }) => options}
      nothingFoundMessage="No matching API"
      clearable={clearLabel !== undefined}
      clearButtonProps={{ 'aria-label': clearLabel }}
      comboboxProps={{ withinPortal: false }}
      data={data}
      value={field.disabled === true ? null : (value ?? null)}
      onChange={(identifier) => onChange(identifier ?? undefined)}
    />
  );
}

function labelOf(identifier: string, name: string | undefined, isGone: boolean): string {
  if (isGone) return `${identifier} (no such API)`;
  return name === undefined ? identifier : `${name} (${identifier})`;
}
