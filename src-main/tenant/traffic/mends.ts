/** What would let a refused request pass: in words, whether it is done, and the doing, through the tenant's services. */
import type { Mend } from '../../contract/entities/refusal.ts';
import { managementApiIdentifier } from '../../contract/entities/resource-server.ts';
import type { ShownMend } from '../../contract/methods/traffic.ts';
import type { Tenant } from '../create-tenant.ts';
import { TenantError } from '../tenant-error.ts';

type Kind = Mend['kind'];
/** Written so that the compiler sees which mender takes which mend. */
type MendOf<One extends Kind> = { [Each in One]: Extract<Mend, { kind: Each }> & { kind: Each } }[One];
type Described = Omit<ShownMend, 'mend'>;

interface Mender<One extends Kind> {
  describe(mend: MendOf<One>, tenant: Tenant): Described;
  /** @throws {TenantError} where a rule of the tenant forbids it */
  apply(mend: MendOf<One>, tenant: Tenant): Promise<void>;
}

export function describeMend<One extends Kind>(mend: MendOf<One>, tenant: Tenant): ShownMend {
  const mender: Mender<One> = menders[mend.kind];
  return { mend, ...mender.describe(mend, tenant) };
}

/** @throws {TenantError} where a rule of the tenant forbids it, or where there is nothing to do in the tenant */
export function applyMend<One extends Kind>(mend: MendOf<One>, tenant: Tenant): Promise<void> {
  const mender: Mender<One> = menders[mend.kind];
  return mender.apply(mend, tenant);
}

const menders: { [One in Kind]: Mender<One> } = {
  authorize: {
    describe({ client_id, audience, scope, define }, tenant) {
      const grant = findGrant(client_id, audience, tenant);
      const isDone = grant !== undefined && holds(grant, scope);
      return {
        label: `Authorize ${nameOfClient(client_id, tenant)} for ${nameOfApi(audience, tenant)}`,
        note:
          scope.length === 0
            ? 'It asked for no permission by name, so the new grant holds none: add them on the API’s Machine to Machine tab.'
            : `Grants ${scope.join(', ')}.${describeDefinition(define)}`,
        state: hasClient(client_id, tenant) && hasApi(audience, tenant) ? doneOrOpen(isDone) : 'impossible',
      };
    },
    async apply({ client_id, audience, scope, define }, tenant) {
      await definePermissions(audience, define, tenant);
      const grant = findGrant(client_id, audience, tenant);
      if (grant === undefined) tenant.clientGrants.create({ client_id, audience, scope });
      else addScopes(grant.id, scope, tenant);
    },
  },
  grant_permission: {
    describe({ grant_id, scope, define }, tenant) {
      const [grant] = tenant.clientGrants.matching({}).filter(({ id }) => id === grant_id);
      const client = grant?.client_id === undefined ? 'the application' : nameOfClient(grant.client_id, tenant);
      return {
        label: `Grant ${scope.join(', ')} to ${client}`,
        ...(define.length === 0 ? {} : { note: describeDefinition(define).trim() }),
        state: grant === undefined ? 'impossible' : doneOrOpen(holds(grant, scope)),
      };
    },
    async apply({ grant_id, scope, define }, tenant) {
      const { audience, allow_all_scopes } = tenant.clientGrants.get(grant_id);
      await definePermissions(audience, define, tenant);
      if (allow_all_scopes !== true) addScopes(grant_id, scope, tenant);
    },
  },
  enable_grant_type: {
    describe: ({ client_id, grant_type }, tenant) => ({
      label: `Switch ${grant_type} on for ${nameOfClient(client_id, tenant)}`,
      state: hasClient(client_id, tenant)
        ? doneOrOpen(tenant.clients.get(client_id).grant_types.some((one) => one === grant_type))
        : 'impossible',
    }),
    async apply({ client_id, grant_type }, { clients }) {
      clients.update(client_id, { grant_types: [...clients.get(client_id).grant_types, grant_type] });
    },
  },
  make_confidential: {
    describe: ({ client_id }, tenant) => ({
      label: `Let ${nameOfClient(client_id, tenant)} authenticate with its secret`,
      note: 'Sets its token endpoint authentication to client_secret_post. Only do so for a program that can keep a secret.',
      state: hasClient(client_id, tenant)
        ? doneOrOpen(
            !['none', undefined].includes(tenant.clients.get(client_id).token_endpoint_auth_method ?? undefined),
          )
        : 'impossible',
    }),
    async apply({ client_id }, { clients }) {
      clients.update(client_id, { token_endpoint_auth_method: 'client_secret_post' });
    },
  },
  create_api: {
    describe({ identifier }, { resourceServers }) {
      const isDone = resourceServers.byIdentifier(identifier) !== undefined;
      const problem = resourceServers.checkNew({ name: '', identifier }).identifier;
      return {
        label: `Create an API with the identifier ${identifier}`,
        note: !isDone && problem !== undefined ? problem : 'The application then has to be authorized for it.',
        state: isDone ? 'done' : problem === undefined ? 'open' : 'impossible',
      };
    },
    async apply({ identifier }, { resourceServers }) {
      await resourceServers.create({ identifier, name: nameFromIdentifier(identifier) });
    },
  },
  set_default_audience: {
    describe: ({ audience }, tenant) => ({
      label: `Make ${nameOfApi(audience, tenant)} the default audience`,
      note: 'For every request of this tenant that names no audience.',
      state: doneOrOpen(tenant.settings.get().default_audience === audience),
    }),
    async apply({ audience }, { settings }) {
      settings.update({ default_audience: audience });
    },
  },
  open_policy: {
    describe({ audience }, tenant) {
      const api = tenant.resourceServers.byIdentifier(audience);
      return {
        label: `Let authorized applications get tokens for ${nameOfApi(audience, tenant)}`,
        note: 'Sets its policy for applications from deny_all to require_client_grant.',
        state:
          api === undefined ? 'impossible' : doneOrOpen(api.subject_type_authorization.client?.policy !== 'deny_all'),
      };
    },
    async apply({ audience }, { resourceServers }) {
      const { id, subject_type_authorization } = resourceServers.get(audience);
      const client = { policy: 'require_client_grant' };
      await resourceServers.update(id, { subject_type_authorization: { ...subject_type_authorization, client } });
    },
  },
  turn_fault_off: {
    describe: ({ fault }, { faults }) => ({
      label: `Turn the fault ${fault} off`,
      state: doneOrOpen(!faults.list().some(({ kind }) => kind === fault)),
    }),
    async apply({ fault }, { faults }) {
      for (const { id, kind } of faults.list()) if (kind === fault) faults.off(id);
    },
  },
  use_identifier: {
    describe: ({ identifier }, tenant) => ({
      label: `Ask for ${identifier}`,
      note: `${nameOfApi(identifier, tenant)} has this identifier. Audiences are compared character by character.`,
      state: 'yours',
    }),
    apply: refuseToApply,
  },
  use_secret: {
    describe: ({ client_id }, tenant) => ({
      label: `Copy the secret of ${nameOfClient(client_id, tenant)} into the program`,
      state: hasClient(client_id, tenant) ? 'yours' : 'impossible',
    }),
    apply: refuseToApply,
  },
};

async function refuseToApply(): Promise<never> {
  throw new TenantError('operation_not_supported', 'Only the program that asks can mend this.');
}

function doneOrOpen(isDone: boolean): 'done' | 'open' {
  return isDone ? 'done' : 'open';
}

function hasClient(clientId: string, { clients }: Tenant): boolean {
  return clients.find(clientId) !== undefined;
}

function hasApi(identifier: string, { resourceServers }: Tenant): boolean {
  return resourceServers.byIdentifier(identifier) !== undefined;
}

function nameOfClient(clientId: string, { clients }: Tenant): string {
  return clients.find(clientId)?.name ?? clientId;
}

function nameOfApi(identifier: string, { resourceServers }: Tenant): string {
  return resourceServers.byIdentifier(identifier)?.name ?? identifier;
}

function findGrant(client_id: string, audience: string, { clientGrants }: Tenant) {
  return clientGrants.matching({ client_id, audience, subject_type: 'client' })[0];
}

function holds(
  { allow_all_scopes, scope: granted = [] }: { allow_all_scopes?: boolean; scope?: string[] },
  scope: readonly string[],
): boolean {
  return allow_all_scopes === true || scope.every((one) => granted.includes(one));
}

function addScopes(grantId: string, scope: readonly string[], { clientGrants }: Tenant): void {
  const { scope: granted = [] } = clientGrants.get(grantId);
  clientGrants.update(grantId, { scope: [...new Set([...granted, ...scope])] });
}

async function definePermissions(
  audience: string,
  define: readonly string[],
  { resourceServers }: Tenant,
): Promise<void> {
  const resourceServer = resourceServers.get(audience);
  const defined = new Set(resourceServer.scopes?.map(({ value }) => value));
  const added = define.filter((value) => !defined.has(value)).map((value) => ({ value }));
  if (added.length === 0 || audience === managementApiIdentifier) return;
  await resourceServers.update(resourceServer.id, { scopes: [...(resourceServer.scopes ?? []), ...added] });
}

function describeDefinition(define: readonly string[]): string {
  if (define.length === 0) return '';
  return ` The API does not define ${define.join(', ')} yet: ${define.length === 1 ? 'it is' : 'they are'} added to its permissions.`;
}

/** `https://reports.example/v1` → `reports.example/v1`: a name a person may change. */
function nameFromIdentifier(identifier: string): string {
  const name = identifier
    .replace(/^[a-z][a-z0-9+.-]*:(\/\/)?/i, '')
    .replace(/\/$/, '')
    .replaceAll(/[<>]/g, '');
  return name === '' ? identifier : name;
}
