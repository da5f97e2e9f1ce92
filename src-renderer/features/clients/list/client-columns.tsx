/** What the list of applications says of each. */
import { Badge } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { GrantedApi } from '#contract/methods/client-screens.ts';
import { isSampleClient } from '#contract/sample.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { CopyIcon } from '../../../components/copy-button.tsx';
import { ApiLink, ApplicationLink } from '../../../components/entity-links.tsx';
import { Cut, Line } from '../../../components/table/cells.tsx';
import type { Column } from '../../../components/table/data-table.tsx';
import { applicationTypeName } from '../application-types.ts';
import classes from './list.module.css';

export const clientColumnNames = ['name', 'type', 'client_id', 'apis'] as const;
export type ClientColumn = (typeof clientColumnNames)[number];

/** APIs that are named in a row; of the others only how many they are. */
const named = 2;

interface Known {
  /** Client ids with changes that are not saved. */
  drafts: ReadonlySet<string>;
  /** By client id. */
  apis: ReadonlyMap<string, GrantedApi[]>;
}

export function clientColumns({ drafts, apis }: Known): Column<ClientView, ClientColumn>[] {
  return [
    {
      name: 'name',
      heading: 'Name',
      className: classes.name,
      isSortable: true,
      cell: ({ client_id, name }) => (
        <Line>
          <Cut title={name}>
            <ApplicationLink clientId={client_id} name={name} />
          </Cut>
          {isSampleClient(client_id) && <Badge>Sample</Badge>}
          {drafts.has(client_id) && (
            <span className={classes.draft} title="Unsaved changes">
              ● unsaved
            </span>
          )}
        </Line>
      ),
    },
    {
      name: 'type',
      heading: 'Type',
      className: classes.type,
      isSortable: true,
      cell: ({ app_type }) => applicationTypeName(app_type),
    },
    {
      name: 'client_id',
      heading: 'Client ID',
      className: classes.clientId,
      cell: ({ client_id, name }) => (
        <Line>
          <Cut title={client_id} isCode>
            {client_id}
          </Cut>
          <CopyIcon value={client_id} what={`the client ID of ${name}`} />
        </Line>
      ),
    },
    {
      name: 'apis',
      heading: 'APIs',
      isSortable: true,
      cell: (client) => <Apis client={client} apis={apis.get(client.client_id) ?? []} />,
    },
  ];
}

function Apis({ client, apis }: { client: ClientView; apis: GrantedApi[] }) {
  if (apis.length === 0) {
    if (!client.grant_types.includes('client_credentials')) return <span className={classes.none}>None</span>;
    return (
      <Badge
        className={classes.warning}
        leftSection={<IconAlertTriangle size={12} aria-hidden />}
        title="This application can’t get tokens until you authorize it for an API."
      >
        no API yet
      </Badge>
    );
  }
  return (
    <Line>
      {apis.slice(0, named).map(({ grant_id, id, name = '', audience }) => (
        <Cut key={grant_id} title={id === undefined ? audience : name} isCode={id === undefined}>
          {id === undefined ? audience : <ApiLink id={id} name={name} />}
        </Cut>
      ))}
      {apis.length > named && (
        <span className={classes.none} title={apis.map(({ audience, name = audience }) => name).join(', ')}>
          and&nbsp;{apis.length - named}&nbsp;more
        </span>
      )}
    </Line>
  );
}
