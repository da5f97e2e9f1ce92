import { ActionIcon, Menu, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconDots, IconDownload, IconLink, IconSearch, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { filteredValue, type TrafficField, withFilteredValue } from '#contract/traffic-filter.ts';
import { useHostInfo } from '../../bridge/queries/host.ts';
import { Announcer } from '../../components/announcer.tsx';
import { ApiChoice, ApplicationChoice, Choice, type Option } from './filter-choices.tsx';
import classes from './traffic.module.css';
import type { TrafficSearch } from './traffic-search.ts';
import { ringCapacity } from './use-traffic-rows.ts';

const kinds: Option[] = [
  { value: 'token', label: 'Token endpoint' },
  { value: 'management', label: 'Management API' },
  { value: 'jwks', label: 'Keys (JWKS)' },
  { value: 'discovery', label: 'Discovery' },
  { value: 'other', label: 'Other paths' },
  { value: 'not_http', label: 'Not HTTP' },
];

const outcomes: Option[] = [
  { value: 'ok', label: 'Answered' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
];

interface FilterBarProps {
  search: TrafficSearch;
  onSearch(search: TrafficSearch): void;
  found: number;
  held: number | undefined;
  isPaused: boolean;
  isFolding: boolean;
}

export function FilterBar({ search, onSearch, found, held, isPaused, isFolding }: FilterBarProps) {
  const { filter = '' } = search;
  const setFilter = (next: string) => onSearch({ ...search, filter: next });
  const choose = (field: TrafficField) => (value: string | undefined) =>
    setFilter(withFilteredValue(filter, field, value));
  const chosen = (field: TrafficField, values: Option[]) =>
    values.find(({ value }) => value === filteredValue(filter, field))?.value;
  return (
    <div className={classes.tools}>
      <TextInput
        data-list-filter
        className={classes.filter}
        size="xs"
        aria-label="Filter the traffic"
        placeholder="status:403 app:nightly outcome:refused"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setFilter('')}
        spellCheck={false}
      />
      <Choice label="Kind" all="All kinds" data={kinds} value={chosen('kind', kinds)} onChange={choose('kind')} />
      <Choice
        label="Outcome"
        all="All outcomes"
        data={outcomes}
        value={chosen('outcome', outcomes)}
        onChange={choose('outcome')}
      />
      <ApplicationChoice value={filteredValue(filter, 'app')} onChange={choose('app')} />
      <ApiChoice value={filteredValue(filter, 'api')} onChange={choose('api')} />
      <Switch
        size="xs"
        label="Group JWKS and discovery"
        checked={isFolding}
        onChange={(event) => onSearch({ ...search, fold: event.currentTarget.checked ? undefined : 'off' })}
      />
      <MoreMenu onSearch={onSearch} search={search} />
      <span className={classes.found}>
        {describeFound(filter, found, held)}
        {isPaused && ' · paused'}
      </span>
    </div>
  );
}

function describeFound(filter: string, found: number, held = found): string {
  const all = held === ringCapacity ? 'the newest 10,000' : held.toLocaleString('en');
  if (filter.trim() === '') return `${held.toLocaleString('en')} ${held === 1 ? 'exchange' : 'exchanges'}`;
  return `${found.toLocaleString('en')} of ${all}`;
}

/** The address of the desktop's screens leads nowhere outside: the application's own links do. */
function appLink({ filter, fold }: TrafficSearch): string {
  const view = new URLSearchParams({ ...(filter && { filter }), ...(fold && { fold }) }).toString();
  return `tokenbench://traffic${view === '' ? '' : `?${view}`}`;
}

function MoreMenu({ search, onSearch }: Pick<FilterBarProps, 'search' | 'onSearch'>) {
  const [isCopied, setIsCopied] = useState(false);
  const isDesktop = useHostInfo().data?.host === 'desktop';
  const link = isDesktop ? appLink(search) : window.location.href;
  return (
    <>
      <Announcer text={isCopied ? 'Copied' : ''} />
      <Menu position="bottom-end" width={230} onClose={() => setIsCopied(false)}>
        <Menu.Target>
          <Tooltip label="More">
            <ActionIcon variant="default" size={30} aria-label="More actions">
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => onSearch({ ...search, dialog: 'har' })}
          >
            Export as HAR…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLink size={15} aria-hidden />}
            closeMenuOnClick={false}
            onClick={() => void navigator.clipboard.writeText(link).then(() => setIsCopied(true))}
          >
            {isCopied ? 'Copied' : 'Copy link to this view'}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => onSearch({ ...search, dialog: 'clear' })}
          >
            Clear the traffic…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
