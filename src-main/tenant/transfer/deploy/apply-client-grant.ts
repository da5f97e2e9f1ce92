import { createClientGrantSchema } from '../../../contract/entities/client-grant.ts';
import { managementApiIdentifier, type ResourceServer } from '../../../contract/entities/resource-server.ts';
import { toDefinedScope } from '../../client-grants/rules.ts';
import { checkInput } from '../../input/check-input.ts';
import { isRecord } from '../../is-record.ts';
import type { Scratch } from '../../scratch.ts';
import { TenantError } from '../../tenant-error.ts';
import type { Findings } from '../findings.ts';
import { readEntity } from './read-entity.ts';

const setByService = new Set(['id', 'is_system']);

export function applyClientGrant(
  value: unknown,
  place: string,
  { clients, clientGrants, document, resourceServers }: Scratch,
  findings: Findings,
): void {
  if (isRecord(value) && value.is_system === true) {
    findings.ignore(place, 'The service grants this itself.');
    return;
  }
  const fields = readEntity(value, createClientGrantSchema, setByService, place, findings);
  const given = checkInput(
    createClientGrantSchema,
    Object.fromEntries(Object.entries(fields).filter(([, member]) => member !== null)),
  );
  const clientId = given.client_id === undefined ? undefined : findClientId(given.client_id, clients);
  const isForeign = resourceServers.byIdentifier(given.audience) === undefined && isManagementApi(given.audience);
  const audience = isForeign ? managementApiIdentifier : given.audience;
  const resourceServer = resourceServers.byIdentifier(audience);
  // Files of years grant to what is long gone: such a grant lets nobody in.
  if (given.client_id !== undefined && clientId === undefined) {
    findings.ignore(place, `Left out: no application has the name or the id ${given.client_id}.`);
    return;
  }
  if (resourceServer === undefined) {
    findings.ignore(place, `Left out: no API has the identifier ${given.audience}.`);
    return;
  }
  const scope =
    resourceServer.identifier === managementApiIdentifier
      ? definedScopes(given.scope ?? [], resourceServer, place, findings)
      : given.scope;
  const grant = {
    ...given,
    audience,
    ...(clientId === undefined ? {} : { client_id: clientId }),
    ...(given.scope === undefined || scope === undefined ? {} : { scope }),
  };
  const kept = document.grantFor(clientId, resourceServer.identifier, given.subject_type ?? 'client');
  const { client_id: _, audience: __, subject_type: ___, default_for: ____, ...update } = grant;
  const { id } =
    kept === undefined
      ? clientGrants.create(grant)
      : Object.keys(update).length === 0
        ? kept
        : clientGrants.update(kept.id, update);
  findings.name('clientGrants', id);
  if (isForeign) {
    findings.note(
      'clientGrants',
      id,
      `${given.audience} is another tenant's Management API: this grant is for this one's.`,
    );
  }
}

function isManagementApi(audience: string): boolean {
  return /^https:\/\/[^/]+\/api\/v2\/$/.test(audience);
}

/** The real service has permissions that a local tenant has no use for. */
function definedScopes(
  scope: readonly string[],
  resourceServer: ResourceServer,
  place: string,
  findings: Findings,
): string[] {
  const defined = new Set(resourceServer.scopes?.map(({ value }) => value));
  return scope.filter((value, index) => {
    const isDefined = defined.has(toDefinedScope(value, resourceServer));
    if (!isDefined) findings.ignore(`${place}.scope[${index}]`, `This Management API has no permission ${value}.`);
    return isDefined;
  });
}

/** By its name first, as the deploy tool does. @throws {TenantError} where several have it */
function findClientId(nameOrId: string, clients: Scratch['clients']): string | undefined {
  const named = clients.named(nameOrId);
  const [client] = named;
  if (client !== undefined && named.length === 1) return client.client_id;
  if (clients.find(nameOrId) !== undefined) return nameOrId;
  if (named.length === 0) return undefined;
  throw new TenantError(
    'inexistent_client',
    `${named.length} applications have the name ${nameOrId}: give the client_id.`,
    { field: 'client_id' },
  );
}
