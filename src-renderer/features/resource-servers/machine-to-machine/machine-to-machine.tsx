import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useRef, useState } from 'react';
import type { SubjectType } from '#contract/entities/client-grant.ts';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useClientGrants } from '../../../bridge/queries/client-grants.ts';
import { type ClientView, useClients } from '../../../bridge/queries/clients.ts';
import { ApplicationLink } from '../../../components/entity-links.tsx';
import { whyNoClientCredentials } from '../../../components/grants/client-credentials-use.ts';
import { GrantMatrix } from '../../../components/grants/grant-matrix.tsx';
import { Panel } from '../../../components/panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import type { DetailSearch } from '../detail/tabs.ts';
import { ApplicationRow } from './application-row.tsx';
import classes from './machine-to-machine.module.css';
import { NoApplication } from './no-application.tsx';

interface MachineToMachineProps {
  resourceServer: ResourceServer;
  search: DetailSearch;
  onSearch(search: DetailSearch): void;
}

/** Applications drawn at once, and with each "Show more". */
const step = 40;

/** Of the matrix, whose rows are wide. */
const matrixStep = 20;

/** Who may get the API's tokens, for itself or for a person who signs in: each switch is a client grant. */
export function MachineToMachine(props: MachineToMachineProps) {
  const { resourceServer, search, onSearch } = props;
  const subject = search.access ?? 'client';
  const isClosed = resourceServer.subject_type_authorization[subject]?.policy === 'deny_all';
  return (
    <div className={classes.stack}>
      <div className={classes.access}>
        <SegmentedControl
          size="xs"
          aria-label="Access"
          data={[
            { value: 'client', label: 'Client access' },
            { value: 'user', label: 'User-delegated access' },
          ]}
          value={subject}
          onChange={(chosen) =>
            onSearch({ ...search, application: undefined, access: chosen === 'user' ? 'user' : undefined })
          }
        />
        <p className={isClosed ? classes.caution : classes.dimmed}>{explain(subject, resourceServer)}</p>
      </div>
      <Applications key={subject} {...props} subject={subject} />
    </div>
  );
}

function explain(subject: SubjectType, { subject_type_authorization: { user, client } }: ResourceServer): string {
  if (subject === 'client') {
    return client?.policy === 'deny_all'
      ? 'Client access of this API is “None”: client credentials are refused regardless of the grants below.'
      : 'Applications that may get tokens on their own behalf, with client credentials.';
  }
  const policy = {
    allow_all: 'This API’s settings allow all applications, so grants have no effect.',
    require_client_grant: 'This API’s settings require a grant.',
    deny_all: 'This API’s settings allow none, regardless of grants.',
  }[user?.policy ?? 'allow_all'];
  return `Permissions applications may get on behalf of a user. ${policy} User sign-in is not supported yet: these grants are stored only.`;
}

function Applications({ resourceServer, search, onSearch, subject }: MachineToMachineProps & { subject: SubjectType }) {
  const clients = useClients();
  const grants = useClientGrants();
  const [limit, setLimit] = useState(step);
  /** Authorized when the tab was opened, and on top for as long: a row that is switched stays where it is. */
  const first = useRef<ReadonlySet<string | undefined>>(undefined);
  const { filter = '', view, application } = search;
  const words = useDeferredValue(filter).toLowerCase().split(/\s+/).filter(Boolean);

  return (
    <QueryView query={clients} what="the applications">
      {(all) => {
        const ofApi = (grants.data ?? []).filter(
          (grant) => grant.audience === resourceServer.identifier && grant.subject_type === subject,
        );
        const grantOf = new Map(ofApi.map((grant) => [grant.client_id, grant]));
        if (grants.data !== undefined) first.current ??= new Set(grantOf.keys());
        const isFirst = (clientId: string) => first.current?.has(clientId) === true;
        const found = all.filter((client) => {
          const text = `${client.name} ${client.client_id} ${grantOf.get(client.client_id)?.id ?? ''}`.toLowerCase();
          return words.every((word) => text.includes(word));
        });
        const isAble = (client: ClientView) => subject === 'user' || whyNoClientCredentials(client) === undefined;
        const able = found
          .filter(isAble)
          .sort((one, other) => Number(isFirst(other.client_id)) - Number(isFirst(one.client_id)));
        const unable = found.filter((client) => !isAble(client));
        return (
          <div className={classes.stack}>
            {subject === 'client' && ofApi.length === 0 && <NoApplication resourceServer={resourceServer} />}
            <Panel
              title={`Applications (${ofApi.length} of ${all.length} authorized)`}
              actions={
                <SegmentedControl
                  size="xs"
                  aria-label="View"
                  data={[
                    { value: 'list', label: 'List' },
                    { value: 'matrix', label: 'Matrix' },
                  ]}
                  value={view ?? 'list'}
                  onChange={(chosen) => onSearch({ ...search, view: chosen === 'matrix' ? 'matrix' : undefined })}
                />
              }
            >
              {all.length > 8 && (
                <TextInput
                  data-list-filter
                  className={classes.filter}
                  size="xs"
                  aria-label="Filter the applications"
                  placeholder="Filter applications"
                  leftSection={<IconSearch size={14} aria-hidden />}
                  value={filter}
                  onChange={(event) => onSearch({ ...search, filter: event.currentTarget.value })}
                />
              )}
              {able.length === 0 ? (
                <p className={classes.dimmed}>
                  {filter === '' ? 'No application uses client credentials yet.' : `Nothing matches “${filter}”.`}
                </p>
              ) : view === 'matrix' ? (
                <GrantMatrix
                  api={resourceServer}
                  subject={subject}
                  rows={able
                    .slice(0, Math.floor((limit / step) * matrixStep))
                    .map((client) => ({ client, grant: grantOf.get(client.client_id) }))}
                />
              ) : (
                <ul className={classes.list}>
                  {able.slice(0, limit).map((client) => (
                    <ApplicationRow
                      key={client.client_id}
                      client={client}
                      resourceServer={resourceServer}
                      grant={grantOf.get(client.client_id)}
                      subject={subject}
                      isOpen={application === client.client_id}
                      onToggle={() =>
                        onSearch({
                          ...search,
                          application: application === client.client_id ? undefined : client.client_id,
                        })
                      }
                    />
                  ))}
                </ul>
              )}
              {able.length > (view === 'matrix' ? (limit / step) * matrixStep : limit) && (
                <Button variant="default" mt={10} onClick={() => setLimit(limit + step)}>
                  Show more of {able.length.toLocaleString('en')}
                </Button>
              )}
            </Panel>
            {unable.length > 0 && <Unable clients={unable} />}
          </div>
        );
      }}
    </QueryView>
  );
}

function Unable({ clients }: { clients: ClientView[] }) {
  const [limit, setLimit] = useState(20);
  return (
    <Panel title={`Cannot use client credentials (${clients.length})`}>
      <ul className={classes.list}>
        {clients.slice(0, limit).map((client) => (
          <li key={client.client_id} className={classes.row}>
            <span className={classes.name}>
              <ApplicationLink clientId={client.client_id} name={client.name} />
            </span>
            <span className={`${classes.why} ${classes.dimmed}`}>{whyNoClientCredentials(client)}</span>
          </li>
        ))}
      </ul>
      {clients.length > limit && (
        <Button variant="default" mt={10} onClick={() => setLimit(limit + step)}>
          Show more of {clients.length.toLocaleString('en')}
        </Button>
      )}
    </Panel>
  );
}
