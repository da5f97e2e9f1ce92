import { Anchor, Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useReadClientSecret } from '../../bridge/queries/client-secret.ts';
import { type ClientView, useClientView } from '../../bridge/queries/clients.ts';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { Secret } from '../../components/secret.tsx';
import { applicationTypeName } from './application-types.ts';
import classes from './clients.module.css';
import { GrantedApis } from './granted-apis-panel.tsx';

export function ClientScreen({ clientId }: { clientId: string }) {
  const client = useClientView(clientId);
  return (
    <>
      <PageHeader
        title={client.data?.name ?? 'Application'}
        purpose={
          client.data?.description ?? 'What this application shows to get tokens, and the APIs it gets them for.'
        }
        badge={client.data && <Badge>{applicationTypeName(client.data.app_type)}</Badge>}
      />
      <QueryView query={client} what="the application" rows={6}>
        {(found) => (
          <div className={classes.stack}>
            <Panel title="Settings">
              <Settings client={found} />
            </Panel>
            <GrantedApis clientId={found.client_id} />
          </div>
        )}
      </QueryView>
      {client.isError && (
        <p>
          It was deleted, or never existed.{' '}
          <Anchor renderRoot={(props) => <Link to={paths.applications} {...props} />}>All applications</Anchor>
        </p>
      )}
    </>
  );
}

function Settings({ client }: { client: ClientView }) {
  const secret = useReadClientSecret(client.client_id);
  const lists = [
    { name: 'Callback URLs', values: client.callbacks },
    { name: 'Logout URLs', values: client.allowed_logout_urls },
    { name: 'Web origins', values: client.web_origins },
    { name: 'Allowed origins', values: client.allowed_origins },
  ];
  const items: KeyValue[] = [
    { name: 'Name', value: client.name, copy: client.name },
    { name: 'Client ID', value: client.client_id, copy: client.client_id },
    {
      name: 'Client secret',
      value: <Secret read={() => secret.mutateAsync()} what="client secret" />,
      note: 'Whoever holds it can get this application’s tokens.',
    },
    { name: 'Type', value: applicationTypeName(client.app_type), note: oldName(client.app_type) },
    {
      name: 'Token endpoint authentication',
      value: client.token_endpoint_auth_method ?? authenticationMethod(client),
      copy: client.token_endpoint_auth_method ?? undefined,
    },
    {
      name: 'Grant types',
      value: client.grant_types.join(', ') || 'None',
      copy: client.grant_types.join(', ') || undefined,
    },
  ];
  for (const { name, values = [] } of lists) {
    if (values.length > 0) items.push({ name, value: values.join(', '), copy: values.join('\n') });
  }
  return <KeyValues items={items.map(withoutUndefined)} />;
}

function withoutUndefined(item: KeyValue): KeyValue {
  const { copy, ...rest } = item;
  return copy === undefined ? rest : item;
}

function oldName(appType: string | undefined): string | undefined {
  return appType === 'non_interactive' ? 'An older name for it is Non Interactive Client.' : undefined;
}

/** RFC 7591 §2: a client that names no method uses HTTP Basic. */
function authenticationMethod(client: ClientView): string {
  return client.client_authentication_methods === undefined ? 'client_secret_basic (not set)' : 'private_key_jwt';
}
