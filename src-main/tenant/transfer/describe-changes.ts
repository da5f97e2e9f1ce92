/** From a tenant before and after an import to what people read about it, and to the changes that make it so. */
import type { FieldChange, PlanItem, TransferKind } from '../../contract/methods/transfer.ts';
import { isRecord } from '../is-record.ts';
import { changesOf, type EntityChange, type EntityKind, entityKinds, type StoredTenant } from '../stored-tenant.ts';
import type { Findings } from './findings.ts';

/** The changes from one to the other; what is new comes in the order it was made. */
export function changesBetween(before: StoredTenant, after: StoredTenant): EntityChange[] {
  const old = new Map(changesOf(before).map((change) => [keyOf(change), change]));
  const now = new Map(changesOf(after).map((change) => [keyOf(change), change]));
  const removals = [...old].filter(([key]) => !now.has(key)).map(([, change]) => ({ ...change, value: undefined }));
  const puts = [...now].filter(([key, { value }]) => !isSame(old.get(key)?.value, value)).map(([, change]) => change);
  return [...removals, ...puts];
}

function keyOf({ kind, id }: EntityChange): string {
  return `${kind} ${id}`;
}

const planKind: Record<EntityKind, TransferKind> = {
  settings: 'tenant',
  signingKeys: 'signingKeys',
  resourceServers: 'resourceServers',
  clients: 'clients',
  clientGrants: 'clientGrants',
};

/** Every entity that the files name or that would not stay as it is. */
export function describeItems(before: StoredTenant, after: StoredTenant, findings: Findings): PlanItem[] {
  const [nameBefore, nameAfter] = [createNamer(before), createNamer(after)];
  return entityKinds.flatMap((kind) => {
    const ids = new Set([...Object.keys(before[kind]), ...Object.keys(after[kind])]);
    return [...ids].flatMap((id): PlanItem[] => {
      const old: unknown = Object.hasOwn(before[kind], id) ? before[kind][id] : undefined;
      const now: unknown = Object.hasOwn(after[kind], id) ? after[kind][id] : undefined;
      const isUntouched = isSame(old, now);
      if (isUntouched && !findings.isNamed(planKind[kind], id)) return [];
      return [
        {
          kind: planKind[kind],
          action: isUntouched ? 'unchanged' : old === undefined ? 'create' : now === undefined ? 'remove' : 'update',
          name: now === undefined ? nameBefore(kind, id) : nameAfter(kind, id),
          changes: isUntouched || now === undefined ? [] : changesOfFields(old, now, kind),
          notes: findings.notesOf(planKind[kind], id),
        },
      ];
    });
  });
}

/** What people know the entities of a tenant by. */
export function createNamer(tenant: StoredTenant): (kind: EntityKind, id: string) => string {
  const apiNames = new Map(Object.values(tenant.resourceServers).map(({ identifier, name }) => [identifier, name]));
  return (kind, id) => {
    if (kind === 'settings') return 'Tenant settings';
    if (kind === 'signingKeys') return id;
    if (kind === 'clients') return tenant.clients[id]?.name ?? id;
    if (kind === 'resourceServers')
      return tenant.resourceServers[id]?.name ?? tenant.resourceServers[id]?.identifier ?? id;
    const grant = tenant.clientGrants[id];
    if (grant === undefined) return id;
    const client = grant.client_id === undefined ? 'third-party clients' : tenant.clients[grant.client_id]?.name;
    const of = grant.subject_type === 'user' ? ' (for users)' : '';
    return `${client ?? grant.client_id} → ${apiNames.get(grant.audience) ?? grant.audience}${of}`;
  };
}

const secrets = new Set(['client_secret', 'signing_secret', 'privateJwk', 'private_key', 'secret', 'servicePassword']);

function changesOfFields(old: unknown, now: unknown, kind: EntityKind): FieldChange[] {
  return compare(toShown(old, kind, old === undefined), toShown(now, kind, old === undefined), '');
}

/**
 * Without ids and times that are made anew whenever an entity is: a plan that named them would be another one each time.
 */
function toShown(entity: unknown, kind: EntityKind, isNew: boolean): unknown {
  if (!isRecord(entity)) return entity;
  if (kind === 'signingKeys') return { state: entity.state, privateJwk: entity.privateJwk };
  const { id, client_id, credentials, client_authentication_methods: methods, ...shown } = entity;
  return {
    ...(isNew ? {} : { id, client_id }),
    ...shown,
    ...(Array.isArray(credentials) && credentials.length > 0 ? { credentials: credentials.map(nameOfCredential) } : {}),
    ...(isRecord(methods) ? { client_authentication_methods: Object.keys(methods) } : {}),
    ...(isRecord(shown.token_vault_privileged_access)
      ? { token_vault_privileged_access: { ...shown.token_vault_privileged_access, credentials: undefined } }
      : {}),
    ...(isRecord(shown.signed_request_object)
      ? { signed_request_object: { required: shown.signed_request_object.required } }
      : {}),
  };
}

function nameOfCredential(credential: unknown): unknown {
  if (!isRecord(credential)) return credential;
  const { name, kid, subject_dn, thumbprint_sha256 } = credential;
  return name ?? kid ?? subject_dn ?? thumbprint_sha256;
}

function compare(old: unknown, now: unknown, field: string): FieldChange[] {
  if (isSame(old, now)) return [];
  const [, last = ''] = /([^.]*)$/.exec(field) ?? [];
  if (secrets.has(last)) return [{ field, isSecret: true }];
  if (isRecord(old ?? {}) && isRecord(now ?? {}) && !(isEmptyRecord(old) || isEmptyRecord(now))) {
    const [one, other] = [record(old), record(now)];
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) =>
      compare(own(one, name), own(other, name), field === '' ? name : `${field}.${name}`),
    );
  }
  return [{ field, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) }];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isEmptyRecord(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

/** Whether both say the same, whatever order their members are in. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
  );
}
