import { Select } from '@mantine/core';
import { useState } from 'react';

interface Choice {
  client_id: string;
  name: string;
}

interface ApplicationSelectProps {
  description?: string;
  groups: { name: string; applications: readonly Choice[] }[];
  value: string;
  onChange(clientId: string): void;
}

/** Choices offered at once; typing finds the others. */
const offered = 50;

/** One of the applications, by name or client ID; thousands of them cost no more than those on offer. */
export function ApplicationSelect({ description, groups, value, onChange }: ApplicationSelectProps) {
  const chosen = groups.flatMap(({ applications }) => applications).find(({ client_id }) => client_id === value);
  const [search, setSearch] = useState(chosen?.name ?? '');
  const words = search === chosen?.name ? [] : search.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ name, client_id }: Choice) => {
    const text = `${name} ${client_id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const data = groups.flatMap(({ name, applications }) => {
    const found = applications.filter(matches).slice(0, offered);
    const own = applications.find(({ client_id }) => client_id === value);
    const items = own === undefined || found.includes(own) ? found : [own, ...found];
    return items.length === 0
      ? []
      : [{ group: name, items: items.map((one) => ({ value: one.client_id, label: one.name })) }];
  });
  return (
    <Select
      label="Application"
      description={description}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      // What matches is worked out above, over all of them.
      filter={({ options }) => options}
      nothingFoundMessage="No matching application"
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      data={data}
      value={value}
      onChange={(clientId) => {
        if (clientId !== null) onChange(clientId);
      }}
    />
  );
}
