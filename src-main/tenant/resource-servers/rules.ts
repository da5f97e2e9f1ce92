/** What the schema cannot say about APIs. */
import {
  type CreateResourceServer,
  managementApiIdentifier,
  type ResourceServer,
  type Scope,
  type UpdateResourceServer,
} from '../../contract/entities/resource-server.ts';
import type { TenantDocument } from '../document.ts';
import type { OwnOrigins } from '../own-origins.ts';
import type { Keys, PublicKeyFacts } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';

const patchableOnSystemApis = ['token_lifetime', 'skip_consent_for_verifiable_first_party_clients'];

/** The Auth0 deploy tool sends these for every system API but the Management API, and the name as it is. */
const patchableOnOtherSystemApis = new Set([...patchableOnSystemApis, 'proof_of_possession', 'authorization_policy']);

export function refuseTakenIdentifier(document: TenantDocument, identifier: string): void {
  if (document.resourceServerByIdentifier(identifier) === undefined) return;
  throw new TenantError('resource_server_conflict', 'A resource server with the same identifier already exists.', {
    field: 'identifier',
  });
}

/** Every address of the tenant itself is reserved, below its origin or as its origin. */
export function refuseReservedIdentifier(origins: OwnOrigins, identifier: string): void {
  const isOwnAddress = identifier.startsWith('/') || origins.has(identifier.replace(/\/$/, ''));
  if (!isOwnAddress && !identifier.startsWith('urn:auth0:')) return;
  throw new TenantError('invalid_body', 'The selected identifier is reserved.', { field: 'identifier' });
}

export function refuseSystemApiChange({ name, ...input }: UpdateResourceServer, kept: ResourceServer): void {
  const isManagementApi = kept.identifier === managementApiIdentifier;
  const patchable = isManagementApi ? new Set(patchableOnSystemApis) : patchableOnOtherSystemApis;
  const keepsName = name === undefined || (name === kept.name && !isManagementApi);
  if (keepsName && Object.keys(input).every((property) => patchable.has(property))) return;
  throw new TenantError('operation_not_supported', 'System resource servers cannot be patched.');
}

export function refuseSystemApiRemoval(resourceServer: ResourceServer): void {
  if (resourceServer.is_system !== true || resourceServer.identifier !== managementApiIdentifier) return;
  throw new TenantError('operation_not_supported', 'System resource servers cannot be deleted.');
}

/** Rules that tie several properties of one API together; `kept` is what an update builds on. */
export function refuseContradictions(input: CreateResourceServer | UpdateResourceServer, kept?: ResourceServer): void {
  refuseRepeatedScopes(input.scopes ?? []);
  const lifetime = input.token_lifetime ?? kept?.token_lifetime;
  const lifetimeForWeb = input.token_lifetime_for_web;
  if (lifetime !== undefined && lifetimeForWeb !== undefined && lifetimeForWeb > lifetime) {
    throw new TenantError('invalid_body', `token_lifetime_for_web must not exceed token_lifetime (${lifetime}).`, {
      field: 'token_lifetime_for_web',
    });
  }
}

function refuseRepeatedScopes(scopes: readonly Scope[]): void {
  const seen = new Map<string, number>();
  for (const [index, { value }] of scopes.entries()) {
    const first = seen.get(value);
    if (first !== undefined) {
      throw new TenantError(
        'invalid_body',
        `Payload validation error: 'Array items are not unique (indexes ${first} and ${index})' on property scopes (List of permissions (scopes) that this API uses.).`,
        { field: `scopes[${index}].value` },
      );
    }
    seen.set(value, index);
  }
}

/** The public key that tokens are encrypted for. @throws {TenantError} `invalid_body` unless it is an RSA key */
export function readEncryptionKey(pem: string, keys: Keys): PublicKeyFacts {
  const field = 'token_encryption.encryption_key.pem';
  const facts = tryReading(pem, keys);
  if (facts === undefined) {
    throw new TenantError('invalid_body', `${field} must be a public key or a certificate in PEM format.`, { field });
  }
  if (facts.modulusLength === undefined) {
    throw new TenantError('invalid_body', `${field} must hold an RSA key: the algorithms are RSA-OAEP.`, { field });
  }
  return facts;
}

function tryReading(pem: string, keys: Keys): PublicKeyFacts | undefined {
  try {
    return keys.readPublicKey(pem);
  } catch {
    return undefined;
  }
}
