/** Clients (on screen: applications): list, get, create, update, rotate the secret, remove. */
import {
  type Client,
  type CreateClient,
  createClientSchema,
  type UpdateClient,
  updateClientSchema,
} from '../../contract/entities/client.ts';
import { authenticationMethods, type CreateClientCredential } from '../../contract/entities/client-credential.ts';
import { describeLength } from '../../jwt/explain/describe-time.ts';
import { checkInput } from '../input/check-input.ts';
import { mergeUpdate } from '../merge.ts';
import type { EntityChange } from '../stored-tenant.ts';
import { TenantError } from '../tenant-error.ts';
import type { TenantParts } from '../tenant-parts.ts';
import { ClientCredentials } from './credentials.ts';
import { clientDefaults, clientSecretLength, inOrder } from './defaults.ts';
import { takeCleared, withKeptMembers, withoutProperties } from './merge-client.ts';
import {
  refuseGlobalClientRemoval,
  refusePublicClientCredentials,
  refuseTakenAlias,
  refuseTrustWithoutSecret,
  refuseTwoAuthenticationMethods,
  refuseUnclearResourceServer,
  refuseUnknownCredentials,
  refuseUnknownGrantTypes,
} from './rules.ts';

type Identity = Partial<Pick<Client, 'client_id' | 'client_secret'>>;
type EmbeddedCredentials = Pick<
  Client,
  'credentials' | 'client_authentication_methods' | 'signed_request_object' | 'token_vault_privileged_access'
>;

/** Keys that the metadata of one client may have. */
const mostMetadata = 10;

export class Clients {
  readonly credentials: ClientCredentials;
  readonly #parts: TenantParts;
  /** The secret before the last change, so that a program that still sends it is told; never kept on disk. */
  readonly #formerSecrets = new Map<string, { secret: string; until: number }>();

  constructor(parts: TenantParts) {
    this.#parts = parts;
    this.credentials = new ClientCredentials(parts);
  }

  get count(): number {
    return this.#parts.document.clients.size;
  }

  /** In the order they were made, the global client first. */
  page(start: number, count: number): Client[] {
    return this.#parts.document.clients.slice(start, count);
  }

  /** Clients made after the one with this sequence number. */
  pageAfter(sequence: number, count: number): Client[] {
    return this.#parts.document.clients.after(sequence, count);
  }

  sequenceOf(client: Client): number {
    return this.#parts.document.clients.sequenceOf(client.client_id);
  }

  matching(isWanted: (client: Client) => boolean): Client[] {
    return [...this.#parts.document.clients.values()].filter(isWanted);
  }

  /** All but the global client, which nobody means by its name. */
  named(name: string): Client[] {
    return this.#parts.document.clientsNamed(name).filter(({ global }) => !global);
  }

  find(clientId: string): Client | undefined {
    return this.#parts.document.clients.get(clientId);
  }

  /** @throws {TenantError} `inexistent_client` */
  get(clientId: string): Client {
    const found = this.find(clientId);
    if (found === undefined) throw new TenantError('inexistent_client', 'The client does not exist');
    return found;
  }

  /**
   * @param beside What is to be kept with the client: both or neither.
   * @throws {TenantError} `invalid_body`, `alias_conflict`, `client_conflict`
   */
  async create(body: unknown, beside: (created: Client) => EntityChange[] = () => []): Promise<Client> {
    refuseUnknownGrantTypes(body);
    const input = checkInput(createClientSchema, body);
    const embedded = await this.#embed(input);
    // Nothing is awaited from here on: no other request comes between a rule and the write.
    const created = this.#make(input, embedded, {});
    this.#parts.document.apply([
      { kind: 'clients', id: created.client_id, value: created },
      ...this.#linkResourceServer(created),
      ...beside(created),
    ]);
    return created;
  }

  /** A client as it would be created, kept nowhere yet; every rule is kept. */
  async make(input: CreateClient, identity: Identity = {}): Promise<Client> {
    return this.#make(input, await this.#embed(input), identity);
  }

  #make(input: CreateClient, embedded: EmbeddedCredentials, identity: Identity): Client {
    const { document, origins, random } = this.#parts;
    const {
      client_authentication_methods: _methods,
      signed_request_object: _requestObject,
      token_vault_privileged_access: _tokenVault,
      resource_server_identifier,
      cross_origin_auth,
      ...given
    } = input;
    const identifier = resource_server_identifier && origins.toStored(resource_server_identifier);
    refuseUnclearResourceServer(document, input, identifier);
    const defaults = clientDefaults(input, random);
    const client: Client = {
      ...mergeUpdate<Client>({ ...defaults, ...identity }, withNewerName(given, cross_origin_auth)),
      jwt_configuration: defaults.jwt_configuration ?? {},
      ...(defaults.session_transfer === undefined ? {} : { session_transfer: defaults.session_transfer }),
      ...(given.client_metadata === undefined ? {} : { client_metadata: mergeMetadata({}, given.client_metadata) }),
      ...(identifier === undefined ? {} : { resource_server_identifier: identifier }),
      ...embedded,
    };
    refusePublicClientCredentials(client, input.grant_types !== undefined);
    refuseTwoAuthenticationMethods(client);
    if (input.is_token_endpoint_ip_header_trusted === true) refuseTrustWithoutSecret(client);
    refuseTakenAlias(document, client);
    return client;
  }

  /** @throws {TenantError} `invalid_body`, `inexistent_client`, `alias_conflict` */
  update(clientId: string, body: unknown): Client {
    const { rest, cleared } = takeCleared(body);
    const onlyClears = cleared.length > 0 && Object.keys(Object(rest)).length === 0;
    refuseUnknownGrantTypes(rest);
    const input = onlyClears ? {} : checkInput(updateClientSchema, rest);
    const updated = this.updated(withoutProperties(this.get(clientId), cleared), input);
    this.#apply(updated);
    return updated;
  }

  /** A client as it would be after the update, kept nowhere yet; every rule is kept. */
  updated(kept: Client, input: UpdateClient): Client {
    const { client_metadata: metadata, cross_origin_auth, ...given } = withKeptMembers(kept, input);
    const merged = mergeUpdate<Client>(kept, withNewerName(given, cross_origin_auth));
    if (merged.jwt_configuration !== undefined) merged.jwt_configuration = inOrder(merged.jwt_configuration);
    // Switching to a key or certificate does away with the method before, whether the request says so or not.
    if (input.client_authentication_methods && input.token_endpoint_auth_method === undefined) {
      delete merged.token_endpoint_auth_method;
    }
    if (metadata !== undefined) merged.client_metadata = mergeMetadata(kept.client_metadata ?? {}, metadata);
    refusePublicClientCredentials(
      merged,
      input.grant_types !== undefined || input.token_endpoint_auth_method !== undefined || input.app_type !== undefined,
    );
    refuseTwoAuthenticationMethods(merged);
    if (input.is_token_endpoint_ip_header_trusted !== undefined || input.token_endpoint_auth_method !== undefined)
      refuseTrustWithoutSecret(merged);
    refuseUnknownCredentials(merged);
    refuseTakenAlias(this.#parts.document, merged);
    return merged;
  }

  /** The client with a new secret; the old one is refused from now on. @throws {TenantError} `inexistent_client` */
  rotateSecret(clientId: string): Client {
    const rotated = { ...this.get(clientId), client_secret: this.#parts.random.base64url(clientSecretLength) };
    this.#apply(rotated);
    return rotated;
  }

  /** When the secret of a client changed in this run, and whether the given one is the one before. */
  secretChange(clientId: string, given: string): { isFormer: boolean; ago: string } | undefined {
    const former = this.#formerSecrets.get(clientId);
    if (former === undefined) return undefined;
    const { clock, keys } = this.#parts;
    return {
      isFormer: keys.equalSecrets(given, former.secret),
      ago: `${describeLength((clock() - former.until) / 1_000)} ago`,
    };
  }

  #apply(updated: Client): void {
    const { client_id, client_secret: before } = this.get(updated.client_id);
    const { document, clock } = this.#parts;
    document.apply([{ kind: 'clients', id: client_id, value: updated }]);
    if (before === undefined || before === updated.client_secret) return;
    this.#formerSecrets.set(client_id, { secret: before, until: clock() });
  }

  /**
   * Removes the client with its credentials and grants. Of something already gone it does nothing.
   * @throws {TenantError} `operation_not_supported` for the global client
   */
  remove(clientId: string): void {
    const { document } = this.#parts;
    const found = this.find(clientId);
    if (found === undefined) return;
    refuseGlobalClientRemoval(found);
    document.apply([
      { kind: 'clients', id: clientId, value: undefined },
      ...document
        .grantsOfClient(clientId)
        .map(({ id }): EntityChange => ({ kind: 'clientGrants', id, value: undefined })),
      ...this.#unlinkResourceServer(found),
    ]);
  }

  /** The credentials that a creation gives whole, and where they are named from then on. */
  async #embed({
    client_authentication_methods: methods,
    signed_request_object: requestObject,
    token_vault_privileged_access: tokenVault,
  }: CreateClient): Promise<EmbeddedCredentials> {
    const embedded: EmbeddedCredentials = { credentials: [] };
    const keep = async (given: CreateClientCredential[]) => {
      const made = await this.credentials.makeAll(given);
      embedded.credentials.push(...made);
      return made.map(({ id }) => ({ id }));
    };
    for (const method of authenticationMethods) {
      const given = methods?.[method]?.credentials;
      if (given !== undefined)
        embedded.client_authentication_methods = { [method]: { credentials: await keep(given) } };
    }
    if (requestObject !== undefined) {
      const { credentials, ...rest } = requestObject;
      embedded.signed_request_object = {
        ...rest,
        ...(credentials === undefined ? {} : { credentials: await keep(credentials) }),
      };
    }
    if (tokenVault !== undefined) {
      const { credentials, ...rest } = tokenVault;
      embedded.token_vault_privileged_access = { credentials: await keep(credentials), ...rest };
    }
    return embedded;
  }

  #linkResourceServer(client: Client): EntityChange[] {
    const { document } = this.#parts;
    const resourceServer = document.resourceServerByIdentifier(client.resource_server_identifier ?? '');
    if (resourceServer === undefined) return [];
    const linked = { ...resourceServer, client_id: client.client_id };
    return [{ kind: 'resourceServers', id: linked.id, value: linked }];
  }

  #unlinkResourceServer(client: Client): EntityChange[] {
    const resourceServer = this.#parts.document.resourceServerByIdentifier(client.resource_server_identifier ?? '');
    if (resourceServer?.client_id !== client.client_id) return [];
    const { client_id: _, ...unlinked } = resourceServer;
    return [{ kind: 'resourceServers', id: unlinked.id, value: unlinked }];
  }
}

/** Metadata merges by key, and null removes a key: an exception that the service makes for it alone. */
function mergeMetadata(
  kept: Readonly<Record<string, string | null>>,
  update: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const merged = Object.entries({ ...kept, ...update }).filter((entry): entry is [string, string] => entry[1] !== null);
  if (merged.length > mostMetadata) {
    throw new TenantError(
      'invalid_body',
      `client_metadata can have ${mostMetadata} keys at most, not ${merged.length}.`,
      {
        field: 'client_metadata',
      },
    );
  }
  return Object.fromEntries(merged);
}

/** `cross_origin_auth` is what `cross_origin_authentication` was called before. */
function withNewerName<Given extends Pick<UpdateClient, 'cross_origin_authentication'>>(
  given: Given,
  older: boolean | undefined,
): Given {
  return older === undefined || given.cross_origin_authentication !== undefined
    ? given
    : { ...given, cross_origin_authentication: older };
}
