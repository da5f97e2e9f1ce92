import { useDeferredValue, useMemo } from 'react';
import type { GrantedApi } from '#contract/methods/client-screens.ts';
import { type ClientView, useGrantedApis } from '../../../bridge/queries/clients.ts';
import { DataTable, type Sort } from '../../../components/table/data-table.tsx';
import { ListFilter, NothingFound } from '../../../components/table/list-filter.tsx';
import { useWindowRows } from '../../../components/table/use-window-rows.ts';
import { applicationTypeAliases, applicationTypeName } from '../application-types.ts';
import { clientDrafts } from '../settings/client-form.ts';
import { type ClientColumn, clientColumns } from './client-columns.tsx';

export interface ClientSearch {
  filter: string;
  sort: Sort<ClientColumn> | undefined;
}

interface ClientTableProps extends ClientSearch {
  clients: ClientView[];
  onSearch(search: ClientSearch): void;
}

type Granted = ReadonlyMap<string, GrantedApi[]>;

export function ClientTable({ clients, filter, sort, onSearch }: ClientTableProps) {
  const granted = useGrantedApis().data;
  const apis: Granted = useMemo(
    () => new Map(granted?.map(({ client_id, apis: held }) => [client_id, held])),
    [granted],
  );
  const drafts = clientDrafts.useKeys();
  const columns = useMemo(() => clientColumns({ drafts, apis }), [drafts, apis]);
  // Typing stays quick while the rows follow.
  const wanted = useDeferredValue(filter);
  const found = useMemo(() => sorted(matching(clients, wanted), sort, apis), [clients, wanted, sort, apis]);
  const range = useWindowRows(found.length);
  const { first, end } = range;
  const rows = useMemo(() => found.slice(first, end), [found, first, end]);
  const onFilter = (text: string) => onSearch({ filter: text, sort });
  return (
    <>
      <ListFilter
        what="applications"
        one="application"
        filter={filter}
        onFilter={onFilter}
        total={clients.length}
        found={found.length}
      />
      <DataTable
        label="Table of applications"
        columns={columns}
        range={range}
        rows={rows}
        count={found.length}
        rowKey={idOf}
        sort={sort}
        onSort={(next) => onSearch({ filter, sort: next })}
      />
      {found.length === 0 && <NothingFound filter={filter} onFilter={onFilter} />}
    </>
  );
}

function idOf({ client_id }: ClientView): string {
  return client_id;
}

function matching(clients: ClientView[], filter: string): ClientView[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return clients;
  return clients.filter(({ name, client_id, app_type, client_aliases = [] }) => {
    const parts = [name, client_id, app_type, applicationTypeName(app_type), applicationTypeAliases(app_type)];
    const text = [...parts, ...client_aliases].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const collator = new Intl.Collator(undefined, { numeric: true });

function sorted(clients: ClientView[], sort: ClientSearch['sort'], apis: Granted): ClientView[] {
  if (sort === undefined) return clients;
  const sign = sort.isDescending ? -1 : 1;
  const countOf = ({ client_id }: ClientView) => apis.get(client_id)?.length ?? 0;
  const textOf = (client: ClientView) =>
    sort.column === 'type'
      ? applicationTypeName(client.app_type)
      : client[sort.column === 'name' ? 'name' : 'client_id'];
  return clients.toSorted(
    (one, other) =>
      sign * (sort.column === 'apis' ? countOf(one) - countOf(other) : collator.compare(textOf(one), textOf(other))),
  );
}
