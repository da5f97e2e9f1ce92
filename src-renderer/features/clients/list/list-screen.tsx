import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useClients } from '../../../bridge/queries/clients.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { CreateDialog } from '../create/create-dialog.tsx';
import { type ClientSearch, ClientTable } from './client-table.tsx';

interface ClientListScreenProps extends ClientSearch {
  onSearch(search: ClientSearch): void;
  isCreating: boolean;
  /** Identifier of an API to authorize a new application for. */
  api?: string | undefined;
  onCreate(): void;
  onCloseCreate(): void;
  onOpen(clientId: string): void;
  onDebug(token: string): void;
}

export function ClientListScreen(props: ClientListScreenProps) {
  const { filter, sort, onSearch, onCreate } = props;
  const clients = useClients();
  useHotkeys([['mod+Enter', onCreate]], []);
  return (
    <>
      <PageHeader
        title="Applications"
        purpose="Programs that can request tokens from this tenant (also called clients)."
        actions={
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={onCreate}>
            Create application
          </Button>
        }
      />
      <QueryView query={clients} what="the applications">
        {(all) =>
          all.length === 0 ? (
            <EmptyState title="No applications yet">
              <p>
                An application represents a program that requests tokens with a client ID and secret. Use Machine to
                Machine for a program that acts on its own behalf; the other types sign users in.
              </p>
              <Button onClick={onCreate}>Create a Machine to Machine application</Button>
            </EmptyState>
          ) : (
            <ClientTable clients={all} filter={filter} sort={sort} onSearch={onSearch} />
          )
        }
      </QueryView>
      <CreateDialog
        opened={props.isCreating}
        api={props.api}
        onClose={props.onCloseCreate}
        onOpen={props.onOpen}
        onDebug={props.onDebug}
      />
    </>
  );
}
