/** What the schema cannot say about APIs. */
import type {
  CreateResourceServer,
  ResourceServer,
  Scope,
  UpdateResourceServer,
} from '../../contract/entities/resource-server.ts';
import type { TenantDocument } from '../document.ts';
import type { OwnOrigins } from '../own-origins.ts';
import type { Keys } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';

const patchableOnSystemApis = new Set(['token_lifetime', 'skip_consent_for_verifiable_first_party_clients']);

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

export function refuseSystemApiChange(input: UpdateResourceServer): void {
  if (Object.keys(input).every((property) => patchableOnSystemApis.has(property))) return;
  throw new TenantError('operation_not_supported', 'System resource servers cannot be patched.');
}

export function refuseSystemApiRemoval(resourceServer: ResourceServer): void {
  if (resourceServer.is_system !== true || resourceServer.identifier !== '/api/v2/') return;
  throw new TenantError('operation_not_supported', 'System resource servers cannot be deleted.');
}

/** Rules that tie several properties of one API together; `kept` is what an update builds on. */
export function refuseContradictions(
  input: CreateResourceServer | UpdateResourceServer,
  keys: Keys,
  kept?: ResourceServer,
): void {
  refuseRepeatedScopes(input.scopes ?? []);
  const lifetime = input.token_lifetime ?? kept?.token_lifetime;
  const lifetimeForWeb = input.token_lifetime_for_web;
  if (lifetime !== undefined && lifetimeForWeb !== undefined && lifetimeForWeb > lifetime) {
    throw new TenantError('invalid_body', `token_lifetime_for_web must not exceed token_lifetime (${lifetime}).`, {
      field: 'token_lifetime_for_web',
    });
  }
  if (input.token_encryption) refuseUnusableEncryptionKey(input.token_encryption.encryption_key.pem, keys);
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

function refuseUnusableEncryptionKey(pem: string, keys: Keys): void {
  const field = 'token_encryption.encryption_key.pem';
  try {
    if (keys.readPublicKey(pem).modulusLength !== undefined) return;
  } catch {
    throw new TenantError('invalid_body', `${field} must be a public key or a certificate in PEM format.`, { field });
  }
  throw new TenantError('invalid_body', `${field} must hold an RSA key: the algorithms are RSA-OAEP.`, { field });
}
