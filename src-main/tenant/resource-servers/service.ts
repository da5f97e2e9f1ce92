/** Resource servers (on screen: APIs): list, get, create, update, remove. */
import {
  type CreateResourceServer,
  createResourceServerSchema,
  type ResourceServer,
  updateResourceServerSchema,
} from '../../contract/entities/resource-server.ts';
import { thumbprintOf } from '../../jwt/thumbprint.ts';
import type { TenantParts } from '../create-tenant.ts';
import { checkInput } from '../input/check-input.ts';
import { mergeUpdate } from '../merge.ts';
import type { EntityChange } from '../stored-tenant.ts';
import { TenantError } from '../tenant-error.ts';
import { resourceServerDefaults, withSigningSecret } from './defaults.ts';
import {
  refuseContradictions,
  refuseReservedIdentifier,
  refuseSystemApiChange,
  refuseSystemApiRemoval,
  refuseTakenIdentifier,
} from './rules.ts';
import { makeSystemApi } from './system-apis.ts';

export class ResourceServers {
  readonly #parts: TenantParts;

  constructor(parts: TenantParts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#parts.document.resourceServers.size;
  }

  /** In the order they were made, the system API first. */
  page(start: number, count: number): ResourceServer[] {
    return this.#parts.document.resourceServers.slice(start, count);
  }

  /** Those of the given identifiers that exist. */
  withIdentifiers(identifiers: readonly string[]): ResourceServer[] {
    return identifiers.flatMap((identifier) => this.byIdentifier(identifier) ?? []);
  }

  byIdentifier(identifier: string): ResourceServer | undefined {
    const { document, origins } = this.#parts;
    return document.resourceServerByIdentifier(origins.toStored(identifier));
  }

  /**
   * @param idOrIdentifier Either of the two: the real service takes both in its paths.
   * @throws {TenantError} `inexistent_resource_server`
   */
  get(idOrIdentifier: string): ResourceServer {
    const found = this.#find(idOrIdentifier);
    if (found === undefined) {
      throw new TenantError('inexistent_resource_server', 'The resource server does not exist');
    }
    return found;
  }

  /** @throws {TenantError} `invalid_body`, `resource_server_conflict` */
  async create(body: unknown): Promise<ResourceServer> {
    const { document, origins, random } = this.#parts;
    const input = this.#checkCreate(body);
    const identifier = origins.toStored(input.identifier);
    refuseTakenIdentifier(document, identifier);
    const systemApi = makeSystemApi(identifier, random);
    if (systemApi === undefined) refuseReservedIdentifier(origins, identifier);
    const created = systemApi ?? (await this.#make({ ...input, identifier }));
    document.apply([{ kind: 'resourceServers', id: created.id, value: created }]);
    return created;
  }

  #checkCreate(body: unknown): CreateResourceServer {
    const input = checkInput(createResourceServerSchema, body);
    refuseContradictions(input, this.#parts.keys);
    return input;
  }

  async #make(input: CreateResourceServer): Promise<ResourceServer> {
    const defaults = resourceServerDefaults(input, this.#parts.random);
    return this.#complete(mergeUpdate<ResourceServer>(defaults, input));
  }

  /** @throws {TenantError} `invalid_body`, `inexistent_resource_server`, `operation_not_supported` */
  async update(idOrIdentifier: string, body: unknown): Promise<ResourceServer> {
    const input = checkInput(updateResourceServerSchema, body);
    const kept = this.get(idOrIdentifier);
    if (kept.is_system) refuseSystemApiChange(input);
    refuseContradictions(input, this.#parts.keys, kept);
    const updated = await this.#complete(mergeUpdate<ResourceServer>(kept, input));
    this.#parts.document.apply([
      { kind: 'resourceServers', id: kept.id, value: updated },
      ...this.#withdrawScopes(kept, updated),
    ]);
    return updated;
  }

  /** What follows from what was set: the secret of an HS256 API, the thumbprint of an encryption key. */
  async #complete(resourceServer: ResourceServer): Promise<ResourceServer> {
    const { keys, random } = this.#parts;
    const completed = withSigningSecret(resourceServer, random);
    const encryption = completed.token_encryption;
    if (encryption === undefined) return completed;
    const thumbprint_sha256 = await thumbprintOf(keys.readPublicKey(encryption.encryption_key.pem).jwk);
    const encryption_key = { ...encryption.encryption_key, thumbprint_sha256 };
    return { ...completed, token_encryption: { ...encryption, encryption_key } };
  }

  /**
   * Removes the API and its grants. Of something already gone it does nothing, as the real service does.
   * @throws {TenantError} `operation_not_supported` for the Management API
   */
  remove(idOrIdentifier: string): void {
    const { document } = this.#parts;
    const found = this.#find(idOrIdentifier);
    if (found === undefined) return;
    refuseSystemApiRemoval(found);
    const grants = document.grantsForAudience(found.identifier);
    document.apply([
      { kind: 'resourceServers', id: found.id, value: undefined },
      ...grants.map(({ id }) => ({ kind: 'clientGrants' as const, id, value: undefined })),
    ]);
  }

  #find(idOrIdentifier: string): ResourceServer | undefined {
    return this.#parts.document.resourceServers.get(idOrIdentifier) ?? this.byIdentifier(idOrIdentifier);
  }

  // What the real service does with grants that hold a removed scope is not documented. Here they lose it in the same
  // write, so that no token carries a scope that its API does not define.
  #withdrawScopes(before: ResourceServer, after: ResourceServer): EntityChange[] {
    const defined = new Set(after.scopes?.map(({ value }) => value));
    const removed = new Set(before.scopes?.map(({ value }) => value).filter((value) => !defined.has(value)));
    if (removed.size === 0) return [];
    return this.#parts.document.grantsForAudience(after.identifier).flatMap((grant) => {
      const scope = grant.scope?.filter((value) => !removed.has(value));
      if (scope === undefined || scope.length === grant.scope?.length) return [];
      return [{ kind: 'clientGrants' as const, id: grant.id, value: { ...grant, scope } }];
    });
  }
}
