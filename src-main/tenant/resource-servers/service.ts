/** Resource servers (on screen: APIs): list, get, create, update, remove. */
import {
  type CreateResourceServer,
  createResourceServerSchema,
  type ResourceServer,
  type UpdateResourceServer,
  updateResourceServerSchema,
} from '../../contract/entities/resource-server.ts';
import { thumbprintOf } from '../../jwt/thumbprint.ts';
import { checkInput } from '../input/check-input.ts';
import { mergeUpdate } from '../merge.ts';
import type { EntityChange } from '../stored-tenant.ts';
import { TenantError } from '../tenant-error.ts';
import type { TenantParts } from '../tenant-parts.ts';
import { checkNewResourceServer, type NewResourceServerRemarks } from './check-new.ts';
import { resourceServerDefaults, withShorterWebLifetime, withSigningSecret } from './defaults.ts';
import {
  readEncryptionKey,
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
    const input = checkInput(createResourceServerSchema, body);
    const given = await this.#withThumbprint(input);
    // Nothing is awaited from here on: no other request comes between a rule and the write.
    refuseContradictions(input);
    const identifier = origins.toStored(input.identifier);
    refuseTakenIdentifier(document, identifier);
    const systemApi = makeSystemApi(identifier, random);
    if (systemApi === undefined) refuseReservedIdentifier(origins, identifier);
    const created = systemApi ?? this.#make({ ...given, identifier });
    document.apply([{ kind: 'resourceServers', id: created.id, value: created }]);
    return created;
  }

  #make(input: CreateResourceServer): ResourceServer {
    const { random } = this.#parts;
    const made = mergeUpdate<ResourceServer>(resourceServerDefaults(input, random), input);
    return withSigningSecret(withShorterWebLifetime(made), random);
  }

  /** @throws {TenantError} `invalid_body`, `inexistent_resource_server`, `operation_not_supported` */
  async update(idOrIdentifier: string, body: unknown): Promise<ResourceServer> {
    const { document } = this.#parts;
    const input = checkInput(updateResourceServerSchema, body);
    const given = await this.#withThumbprint(input);
    // As above: what is merged into is what is kept at the write.
    const kept = this.get(idOrIdentifier);
    const updated = this.#merge(kept, input, given);
    document.apply([{ kind: 'resourceServers', id: kept.id, value: updated }, ...this.#withdrawScopes(kept, updated)]);
    return updated;
  }

  /**
   * The API as it would be after the update, kept nowhere; every rule is kept.
   * @throws {TenantError} as {@link update}
   */
  async preview(idOrIdentifier: string, body: unknown): Promise<ResourceServer> {
    const input = checkInput(updateResourceServerSchema, body);
    const given = await this.#withThumbprint(input);
    return this.#merge(this.get(idOrIdentifier), input, given);
  }

  #merge(kept: ResourceServer, input: UpdateResourceServer, given: UpdateResourceServer): ResourceServer {
    if (kept.is_system) refuseSystemApiChange(input, kept);
    refuseContradictions(input, kept);
    return withSigningSecret(withShorterWebLifetime(mergeUpdate<ResourceServer>(kept, given)), this.#parts.random);
  }

  /** What is wrong with the name and the identifier of an API to be made. */
  checkNew(wish: { name: string; identifier: string }): NewResourceServerRemarks {
    const { document, origins } = this.#parts;
    return checkNewResourceServer(wish, document, origins);
  }

  /** The input, where an encryption key is given with its RFC 7638 thumbprint. */
  async #withThumbprint<Input extends UpdateResourceServer>(input: Input): Promise<Input> {
    const encryption = input.token_encryption;
    if (!encryption) return input;
    const { jwk } = readEncryptionKey(encryption.encryption_key.pem, this.#parts.keys);
    const thumbprint_sha256 = await thumbprintOf(jwk);
    return {
      ...input,
      token_encryption: { ...encryption, encryption_key: { ...encryption.encryption_key, thumbprint_sha256 } },
    };
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
