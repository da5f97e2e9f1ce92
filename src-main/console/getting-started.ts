/** What the first screen shows: an application that can get a token at once, and what has been done so far. */
import type { Client } from '../contract/entities/client.ts';
import type { ClientGrant } from '../contract/entities/client-grant.ts';
import { managementApiIdentifier } from '../contract/entities/resource-server.ts';
import type { GettingStarted } from '../contract/methods/getting-started.ts';
import { isSampleClient, sampleClientIds, sampleIdentifier } from '../contract/sample.ts';
import { quoteWord, type Shell } from '../contract/shell-words.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';

/** @returns a function that reads the state; what was seen in the traffic stays seen for this run. */
export function gettingStarted(runtime: TenantRuntime): () => GettingStarted {
  const seen = { tokenIssued: false, jwksFetched: false, refusalSeen: false };
  runtime.tenant.events.on('exchange', ({ kind, status }) => {
    seen.tokenIssued ||= kind === 'token' && status === 200;
    seen.jwksFetched ||= kind === 'jwks';
    seen.refusalSeen ||= kind === 'token' && status >= 400;
  });
  return () => {
    const example = findExample(runtime);
    return {
      ...(example === undefined ? {} : { example }),
      checklist: { ...seen, apiCreated: hasOwnApi(runtime) },
      sample: describeSample(runtime),
    };
  };
}

function findExample(runtime: TenantRuntime): GettingStarted['example'] {
  const { clients, clientGrants, resourceServers } = runtime.tenant;
  for (const client of clients.matching(canUseSecret)) {
    const [grant] = clientGrants
      .matching({ client_id: client.client_id, subject_type: 'client' })
      .filter(({ audience }) => audience !== managementApiIdentifier);
    const resourceServer = grant === undefined ? undefined : resourceServers.byIdentifier(grant.audience);
    if (grant === undefined || resourceServer === undefined) continue;
    return {
      client_id: client.client_id,
      client_name: client.name,
      resourceServerId: resourceServer.id,
      audience: grant.audience,
      apiName: resourceServer.name ?? resourceServer.identifier,
      scope: grant.scope ?? resourceServer.scopes?.map(({ value }) => value) ?? [],
      curl: writeCurl(client, grant, runtime.status().tokenEndpoint ?? ''),
    };
  }
  return undefined;
}

function canUseSecret(client: Client): boolean {
  return (
    !client.global &&
    client.grant_types.includes('client_credentials') &&
    client.client_authentication_methods === undefined &&
    client.client_secret !== undefined
  );
}

/** One line for each shell. */
function writeCurl({ client_id, client_secret = '' }: Client, { audience }: ClientGrant, endpoint: string) {
  const body = JSON.stringify({ grant_type: 'client_credentials', client_id, client_secret, audience });
  const words = ['curl', '-s', endpoint, '-H', 'content-type: application/json', '-d', body];
  const write = (shell: Shell) => words.map((word) => quoteWord(word, shell)).join(' ');
  const word = (text: string) => quoteWord(text, 'powershell');
  return {
    posix: write('posix'),
    fish: write('fish'),
    powershell: `Invoke-RestMethod -Method Post -Uri ${word(endpoint)} -ContentType 'application/json' -Body ${word(body)}`,
    cmd: write('cmd'),
  };
}

function hasOwnApi({ tenant: { resourceServers } }: TenantRuntime): boolean {
  return resourceServers
    .page(0, resourceServers.count)
    .some(({ is_system, identifier }) => is_system !== true && identifier !== sampleIdentifier);
}

function describeSample(runtime: TenantRuntime): GettingStarted['sample'] {
  const { clients, clientGrants, resourceServers } = runtime.tenant;
  const own = clients.matching(({ client_id, global }) => !global && !isSampleClient(client_id));
  const isThere =
    resourceServers.byIdentifier(sampleIdentifier) !== undefined ||
    Object.values(sampleClientIds).some((id) => clients.find(id) !== undefined);
  const using = new Set(clientGrants.matching({ audience: sampleIdentifier }).map(({ client_id }) => client_id));
  return {
    isThere,
    hasOwn: own.length > 0 || hasOwnApi(runtime),
    usedBy: own.filter(({ client_id }) => using.has(client_id)).map(({ name }) => name),
  };
}
