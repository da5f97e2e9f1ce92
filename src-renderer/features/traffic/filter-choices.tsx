/** The choices of the filter. Those of applications and APIs are asked for when they are opened: a tenant may hold thousands. */
import { Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClients } from '../../bridge/queries/clients.ts';
import { useResourceServerPageQuery } from '../../bridge/queries/resource-server-screens.ts';
import { useResourceServer } from '../../bridge/queries/resource-servers.ts';
import classes from './traffic.module.css';

export interface Option {
  value: string;
  label: string;
}

/** Choices offered at once; typing finds the others. */
const offered = 50;

interface ChoiceProps {
  label: string;
  /** What stands there while nothing is chosen. */
  all: string;
  data: Option[];
  value: string | undefined;
  onChange(value: string | undefined): void;
  /** For those that are typed into; what is offered then is worked out by whoever gives `data`. */
  search?: { text: string; onChange(text: string): void; onOpen(): void };
}

export function Choice({ label, all, data, value, onChange, search }: ChoiceProps) {
  return (
    <Select
      className={classes.choice}
      size="xs"
      aria-label={label}
      placeholder={all}
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      nothingFoundMessage="No match"
      comboboxProps={{ withinPortal: false, width: 'max-content', position: 'bottom-start' }}
      {...(search !== undefined && {
        searchable: true,
        searchValue: search.text,
        onSearchChange: search.onChange,
        onDropdownOpen: search.onOpen,
        filter: ({ options }) => options,
      })}
    />
  );
}

interface EntityChoiceProps {
  /** In lower case, as a filter is read. */
  value: string | undefined;
  onChange(value: string | undefined): void;
}

export function ApplicationChoice({ value, onChange }: EntityChoiceProps) {
  const [isOpened, opening] = useDisclosure(false);
  const [text, setText] = useState('');
  const clients = useClients(isOpened || value !== undefined).data ?? [];
  const chosen = clients.find(({ client_id, name }) =>
    [client_id.toLowerCase(), name.toLowerCase()].includes(value ?? ''),
  );
  const words = text === chosen?.name ? '' : text.toLowerCase();
  const found = clients
    .filter(({ client_id, name }) => `${name} ${client_id}`.toLowerCase().includes(words))
    .slice(0, offered);
  const shown = chosen === undefined || found.includes(chosen) ? found : [chosen, ...found];
  return (
    <Choice
      label="Application"
      all="All applications"
      data={shown.map(({ client_id, name }) => ({ value: client_id, label: name }))}
      value={chosen?.client_id}
      onChange={onChange}
      search={{ text, onChange: setText, onOpen: opening.open }}
    />
  );
}

export function ApiChoice({ value, onChange }: EntityChoiceProps) {
  const [isOpened, opening] = useDisclosure(false);
  const [text, setText] = useState('');
  const chosen = useResourceServer(value ?? '', value !== undefined).data;
  const chosenName = chosen?.name ?? chosen?.identifier;
  const pageQuery = useResourceServerPageQuery();
  const filter = text === chosenName ? '' : text;
  const page = useQuery({
    ...pageQuery({ filter, start: 0, count: offered }),
    enabled: isOpened,
    placeholderData: keepPreviousData,
  }).data;
  const found = (page?.rows ?? []).map(({ id, name, identifier }) => ({ value: id, label: name ?? identifier }));
  const isOffered = chosen === undefined || found.some((one) => one.value === chosen.id);
  return (
    <Choice
      label="API"
      all="All APIs"
      data={isOffered || chosenName === undefined ? found : [{ value: chosen.id, label: chosenName }, ...found]}
      value={chosen?.id}
      onChange={onChange}
      search={{ text, onChange: setText, onOpen: opening.open }}
    />
  );
}
