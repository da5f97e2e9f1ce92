import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { ClientGrant } from '#contract/entities/client-grant.ts';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import { useClientGrants } from '../../../bridge/queries/client-grants.ts';
import { type ClientView, useClients } from '../../../bridge/queries/clients.ts';
import { useStartTenant, useStatus } from '../../../bridge/queries/tenant.ts';
import { useRequestToken } from '../../../bridge/queries/tokens.ts';
import { ApplicationSelect } from '../../../components/application-select.tsx';
import { ApplicationLink } from '../../../components/entity-links.tsx';
import { whyNoClientCredentials } from '../../../components/grants/client-credentials-use.ts';
import { GrantSwitch } from '../../../components/grants/grant-switch.tsx';
import { PermissionPicker } from '../../../components/grants/permission-picker.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { NoApplication } from '../machine-to-machine/no-application.tsx';
import { RequestSnippet } from './request-snippet.tsx';
import classes from './test.module.css';
import { TestResult } from './test-result.tsx';

interface TestTabProps {
  resourceServer: ResourceServer;
  application: string | undefined;
  onApplication(clientId: string): void;
  onDebug(token: string): void;
}

/** A client credentials request as any of the applications would send it, run and read. */
export function TestTab(props: TestTabProps) {
  const clients = useClients();
  const grants = useClientGrants().data ?? [];
  const { identifier } = props.resourceServer;
  const grantOf = new Map(
    grants
      .filter(({ audience, subject_type }) => audience === identifier && subject_type === 'client')
      .map((grant) => [grant.client_id, grant]),
  );
  return (
    <QueryView query={clients} what="the applications">
      {(all) => {
        const able = all.filter((client) => whyNoClientCredentials(client) === undefined);
        const authorized = able.filter(({ client_id }) => grantOf.has(client_id));
        const chosen =
          able.find(({ client_id }) => client_id === props.application) ??
          authorized.find(({ client_authentication_methods }) => client_authentication_methods === undefined) ??
          authorized[0] ??
          able[0];
        if (chosen === undefined) return <NoApplication resourceServer={props.resourceServer} />;
        return (
          <Test
            key={chosen.client_id}
            {...props}
            client={chosen}
            grant={grantOf.get(chosen.client_id)}
            able={able}
            authorized={new Set(authorized.map(({ client_id }) => client_id))}
          />
        );
      }}
    </QueryView>
  );
}

interface TestProps extends TestTabProps {
  client: ClientView;
  grant: ClientGrant | undefined;
  able: ClientView[];
  authorized: ReadonlySet<string>;
}

function Test({ resourceServer, client, grant, able, authorized, onApplication, onDebug }: TestProps) {
  const request = useRequestToken();
  const status = useStatus().data;
  const start = useStartTenant();
  /** Undefined asks for all that is granted, by naming none. */
  const [asked, setAsked] = useState<string[]>();
  const scopes = resourceServer.scopes ?? [];
  const granted = grant?.allow_all_scopes ? scopes.map(({ value }) => value) : (grant?.scope ?? []);
  const isRunning = status?.state === 'running';

  function run(): void {
    request.mutate({
      client_id: client.client_id,
      audience: resourceServer.identifier,
      ...(asked === undefined || asked.length === 0 ? {} : { scope: asked }),
    });
  }

  return (
    <div className={classes.stack}>
      <Panel
        title="Get a token"
        actions={
          isRunning ? (
            <Button leftSection={<IconPlayerPlay size={15} aria-hidden />} loading={request.isPending} onClick={run}>
              Run
            </Button>
          ) : (
            <Button loading={start.isPending} onClick={() => start.mutate({})}>
              Start the tenant
            </Button>
          )
        }
      >
        <div className={classes.form}>
          <ApplicationSelect
            description="The application whose client ID and secret are used."
            groups={[
              { name: 'Authorized', applications: able.filter(({ client_id }) => authorized.has(client_id)) },
              { name: 'Not authorized', applications: able.filter(({ client_id }) => !authorized.has(client_id)) },
            ]}
            value={client.client_id}
            onChange={onApplication}
          />
          {grant === undefined && (
            <Notice
              tone="cannot-verify"
              icon={<IconAlertTriangle size={18} />}
              actions={<GrantSwitch client={client} api={resourceServer} grant={grant} />}
            >
              <ApplicationLink clientId={client.client_id} name={client.name} /> is not authorized for this API, so the
              request will be refused. Authorize it here.
            </Notice>
          )}
          {grant !== undefined && granted.length > 0 && (
            <PermissionPicker
              label="Permissions to request"
              scopes={scopes.filter(({ value }) => granted.includes(value))}
              chosen={asked ?? granted}
              onChoose={(chosen) => setAsked(chosen.length === granted.length ? undefined : chosen)}
            />
          )}
          {grant !== undefined && granted.length > 0 && asked?.length === 0 && (
            <p className={classes.dimmed}>Without a scope, the tenant grants all authorized permissions.</p>
          )}
          {grant !== undefined && granted.length === 0 && (
            <p className={classes.dimmed}>
              The grant has no permissions, so the token will have no <span className="mono">scope</span>.
            </p>
          )}
        </div>
        <RequestSnippet
          resourceServer={resourceServer}
          clientId={client.client_id}
          scope={asked === undefined || asked.length === 0 ? undefined : asked.join(' ')}
        />
      </Panel>
      {request.isError && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {request.error.message}
        </Notice>
      )}
      <div aria-live="polite" className={classes.stack}>
        {request.data && <TestResult run={request.data} onRunAgain={run} onDebug={onDebug} />}
      </div>
    </div>
  );
}
