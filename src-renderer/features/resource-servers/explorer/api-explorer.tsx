import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useClientGrants } from '../../../bridge/queries/client-grants.ts';
import { useClients } from '../../../bridge/queries/clients.ts';
import { useCreateTestApplication, useManagementOperations } from '../../../bridge/queries/resource-server-screens.ts';
import { useRequestToken } from '../../../bridge/queries/tokens.ts';
import { ApplicationSelect } from '../../../components/application-select.tsx';
import { CodeBlock } from '../../../components/code-block.tsx';
import { whyNoClientCredentials } from '../../../components/grants/client-credentials-use.ts';
import { PermissionPicker } from '../../../components/grants/permission-picker.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { showDone, showFailure } from '../../../components/undo-notice.tsx';
import type { DetailSearch } from '../detail/tabs.ts';
import classes from './explorer.module.css';
import { OperationList } from './operation-list.tsx';

interface ApiExplorerProps {
  resourceServer: ResourceServer;
  search: DetailSearch;
  onSearch(search: DetailSearch): void;
}

/** A token with every permission fills pages: its beginning tells that it is there, the copy has all of it. */
const shownCharacters = 80;

/** The operations of the Management API, each as a call that can be pasted with a ready token. */
export function ApiExplorer({ resourceServer, search, onSearch }: ApiExplorerProps) {
  const operations = useManagementOperations();
  const [token, setToken] = useState<string>();
  const { filter = '' } = search;
  return (
    <div className={classes.stack}>
      <TokenPanel
        resourceServer={resourceServer}
        application={search.application}
        onApplication={(application) => onSearch({ ...search, application })}
        token={token}
        onToken={setToken}
      />
      <Panel title="Operations">
        <TextInput
          data-list-filter
          className={classes.filter}
          size="xs"
          aria-label="Filter the operations"
          placeholder="Filter operations"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={filter}
          onChange={(event) => onSearch({ ...search, filter: event.currentTarget.value })}
        />
        <QueryView query={operations} what="the operations">
          {(all) => (
            <OperationList audience={resourceServer.identifier} operations={all} filter={filter} token={token} />
          )}
        </QueryView>
      </Panel>
    </div>
  );
}

interface TokenPanelProps {
  resourceServer: ResourceServer;
  application: string | undefined;
  onApplication(clientId: string): void;
  token: string | undefined;
  onToken(token: string | undefined): void;
}

function TokenPanel({ resourceServer, application, onApplication, token, onToken }: TokenPanelProps) {
  const grants = useClientGrants().data ?? [];
  const clients = useClients().data ?? [];
  const request = useRequestToken();
  const create = useCreateTestApplication();
  const [asked, setAsked] = useState<string[]>();
  const scopes = resourceServer.scopes ?? [];
  const grantOf = new Map(
    grants
      .filter(({ audience, subject_type }) => audience === resourceServer.identifier && subject_type === 'client')
      .map((grant) => [grant.client_id, grant]),
  );
  const able = clients.filter(
    (client) => grantOf.has(client.client_id) && whyNoClientCredentials(client) === undefined,
  );
  const chosen = able.find(({ client_id }) => client_id === application) ?? able[0];
  const grant = grantOf.get(chosen?.client_id);
  const granted = grant?.allow_all_scopes ? scopes.map(({ value }) => value) : (grant?.scope ?? []);
  const wanted = asked?.filter((value) => granted.includes(value)) ?? granted;

  const createButton = (
    <Button
      variant="default"
      loading={create.isPending}
      onClick={() =>
        create.mutate(resourceServer.id, {
          onSuccess: ({ client_id, name }) => {
            onApplication(client_id);
            setAsked(undefined);
            showDone(`${name} was created and authorized.`);
          },
          onError: (error) => showFailure('No application was created', error),
        })
      }
    >
      Create and authorize a test application
    </Button>
  );

  return (
    <Panel title="Token" actions={createButton}>
      {chosen === undefined ? (
        <p className={classes.dimmed}>
          No application is authorized for the Management API yet. Create one, or authorize one under Machine to
          Machine.
        </p>
      ) : (
        <div className={classes.form}>
          <ApplicationSelect
            key={chosen.client_id}
            groups={[{ name: 'Authorized', applications: able }]}
            value={chosen.client_id}
            onChange={(clientId) => {
              onApplication(clientId);
              onToken(undefined);
              setAsked(undefined);
            }}
          />
          <PermissionPicker
            label="Permissions to request"
            scopes={scopes.filter(({ value }) => granted.includes(value))}
            chosen={wanted}
            onChoose={setAsked}
          />
          <div>
            <Button
              loading={request.isPending}
              disabled={wanted.length === 0}
              onClick={() =>
                request.mutate(
                  { client_id: chosen.client_id, audience: resourceServer.identifier, scope: wanted },
                  { onSuccess: (run) => onToken(run.token?.token) },
                )
              }
            >
              {token === undefined ? 'Get a token' : 'Get a new token'}
            </Button>
          </div>
          {(request.isError || (request.data !== undefined && request.data.token === undefined)) && (
            <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
              {request.error?.message ?? request.data?.hint ?? `Refused with status ${request.data?.status}.`}
            </Notice>
          )}
          {token !== undefined && (
            <CodeBlock code={token} what="the token">
              {`${token.slice(0, shownCharacters)}…`}
            </CodeBlock>
          )}
        </div>
      )}
    </Panel>
  );
}
