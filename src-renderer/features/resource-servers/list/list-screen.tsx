import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import type { ResourceServerSearch } from '#contract/methods/resource-server-screens.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { ListFilter, NothingFound } from '../../../components/table/list-filter.tsx';
import { CreateDialog } from '../create/create-dialog.tsx';
import classes from './list.module.css';
import { ResourceServerTable } from './resource-server-table.tsx';
import { useFirstResourceServers } from './use-resource-server-rows.ts';

interface ResourceServerListScreenProps {
  filter: string;
  sort: ResourceServerSearch['sort'];
  onSearch(search: { filter: string; sort: ResourceServerSearch['sort'] }): void;
  isCreating: boolean;
  onCreate(): void;
  onClose(): void;
  /** Leads to the new API. */
  onCreated(id: string): void;
}

export function ResourceServerListScreen(props: ResourceServerListScreenProps) {
  const { filter, sort, onSearch, isCreating, onCreate, onClose, onCreated } = props;
  // Typing stays quick while the rows follow.
  const search = { filter: useDeferredValue(filter), sort };
  const first = useFirstResourceServers(search);
  return (
    <>
      <PageHeader
        title="APIs"
        purpose="The APIs your tokens are for. Applications request a token for an API’s identifier, and the API checks it as the audience."
        actions={
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={onCreate}>
            Create API
          </Button>
        }
      />
      <QueryView query={first} what="the APIs">
        {({ total, found }) => (
          <>
            <ListFilter
              what="APIs"
              one="API"
              filter={filter}
              onFilter={(text) => onSearch({ filter: text, sort })}
              total={total}
              found={found}
            />
            <ResourceServerTable {...search} count={found} onSort={(next) => onSearch({ filter, sort: next })} />
            {found === 0 && <NothingFound filter={filter} onFilter={(text) => onSearch({ filter: text, sort })} />}
            {total === 1 && filter.trim() === '' && <FirstApi onCreate={onCreate} />}
          </>
        )}
      </QueryView>
      <CreateDialog opened={isCreating} onClose={onClose} onCreated={onCreated} />
    </>
  );
}

function FirstApi({ onCreate }: { onCreate(): void }) {
  return (
    <div className={classes.teach}>
      <EmptyState title="Only the Management API exists so far">
        <p>
          Create an API to issue tokens for it. An appointments API might have the identifier{' '}
          <span className="mono">https://appointments.example/</span> and the permissions{' '}
          <span className="mono">read:appointments</span> and <span className="mono">write:appointments</span>.
        </p>
        <Button onClick={onCreate}>Create an API</Button>
      </EmptyState>
    </div>
  );
}
