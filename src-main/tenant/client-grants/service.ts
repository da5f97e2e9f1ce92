/** Client grants: list, get, create, update, remove. */

import type { Client } from '../../contract/entities/client.ts';
import {
  type ClientGrant,
  type CreateClientGrant,
  createClientGrantSchema,
  type SubjectType,
  updateClientGrantSchema,
} from '../../contract/entities/client-grant.ts';
import type { ResourceServer } from '../../contract/entities/resource-server.ts';
import { checkInput } from '../input/check-input.ts';
import { mergeUpdate } from '../merge.ts';
import { TenantError } from '../tenant-error.ts';
import type { TenantParts } from '../tenant-parts.ts';
import {
  refuseAllScopesOfSystem,
  refuseClientWithoutGrants,
  refuseScopesBesideAll,
  refuseSecondGrant,
  refuseSystemGrantChange,
  refuseUnclearHolder,
  refuseUndefinedScopes,
} from './rules.ts';

export interface ClientGrantFilter {
  client_id?: string | undefined;
  audience?: string | undefined;
  subject_type?: SubjectType | undefined;
  default_for?: 'third_party_clients' | undefined;
  allow_any_organization?: boolean | undefined;
}

export class ClientGrants {
  readonly #parts: TenantParts;

  constructor(parts: TenantParts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#parts.document.clientGrants.size;
  }

  /** In the order they were made. */
  page(start: number, count: number): ClientGrant[] {
    return this.#parts.document.clientGrants.slice(start, count);
  }

  /** Grants made after the one with this sequence number. */
  pageAfter(sequence: number, count: number): ClientGrant[] {
    return this.#parts.document.clientGrants.after(sequence, count);
  }

  sequenceOf(grant: ClientGrant): number {
    return this.#parts.document.clientGrants.sequenceOf(grant.id);
  }

  /** All that match, in the order they were made; costs no more than the client's or the API's own grants. */
  matching(filter: ClientGrantFilter): ClientGrant[] {
    const { origins } = this.#parts;
    const audience = filter.audience === undefined ? undefined : origins.toStored(filter.audience);
    return [...this.#candidates(filter.client_id, audience)].filter(
      (grant) =>
        (filter.client_id === undefined || grant.client_id === filter.client_id) &&
        (audience === undefined || grant.audience === audience) &&
        (filter.subject_type === undefined || grant.subject_type === filter.subject_type) &&
        (filter.default_for === undefined || grant.default_for === filter.default_for) &&
        (filter.allow_any_organization === undefined || grant.allow_any_organization === true),
    );
  }

  #candidates(clientId: string | undefined, audience: string | undefined): Iterable<ClientGrant> {
    const { document } = this.#parts;
    if (clientId !== undefined) return document.grantsOfClient(clientId);
    if (audience !== undefined) return document.grantsForAudience(audience);
    return document.clientGrants.values();
  }

  /** @throws {TenantError} `inexistent_client_grant` */
  get(id: string): ClientGrant {
    const found = this.#parts.document.clientGrants.get(id);
    if (found === undefined) throw new TenantError('inexistent_client_grant', 'The grant does not exist.');
    return found;
  }

  /** @throws {TenantError} `invalid_body`, `inexistent_audience`, `inexistent_client`, `client_grant_conflict` */
  create(body: unknown): ClientGrant {
    return this.#add(this.checkCreate(body));
  }

  /**
   * A grant that was removed, back under the id that it had.
   * @throws {TenantError} as {@link create}; `client_grant_conflict` where the id is in use
   */
  restore({ id, is_system: _, ...grant }: ClientGrant): ClientGrant {
    if (!/^cgr_[A-Za-z0-9]{16}$/.test(id)) {
      throw new TenantError('invalid_body', 'id must be cgr_ and 16 letters or digits.', { field: 'id' });
    }
    if (this.#parts.document.clientGrants.get(id) !== undefined) {
      throw new TenantError('client_grant_conflict', `There is a client grant with the id ${id} already.`);
    }
    return this.#add(this.checkCreate(grant), id);
  }

  #add(input: CreateClientGrant, id?: string): ClientGrant {
    const { document } = this.#parts;
    const resourceServer = this.#resourceServerOf(input.audience);
    if (input.client_id !== undefined) {
      const client = document.clients.get(input.client_id);
      if (client === undefined) throw new TenantError('inexistent_client', 'Client not found', { field: 'client_id' });
      refuseClientWithoutGrants(client);
    }
    const made = this.make(input, resourceServer);
    const created = id === undefined ? made : { ...made, id };
    refuseSecondGrant(document, created, input.audience);
    document.apply([{ kind: 'clientGrants', id: created.id, value: created }]);
    return created;
  }

  /**
   * A grant for a client that is itself still to be kept; kept nowhere yet.
   * @throws {TenantError} `invalid_body`, `inexistent_audience`
   */
  makeForNew(client: Client, body: Omit<CreateClientGrant, 'client_id'>): ClientGrant {
    const input = this.checkCreate({ ...body, client_id: client.client_id });
    const resourceServer = this.#resourceServerOf(input.audience);
    refuseClientWithoutGrants(client);
    return this.make(input, resourceServer);
  }

  /** The input of a creation, once it keeps every rule that needs no other entity. */
  checkCreate(body: unknown): CreateClientGrant {
    const input = checkInput(createClientGrantSchema, body);
    refuseUnclearHolder(input);
    refuseScopesBesideAll(input);
    return input;
  }

  /** A grant as it would be created, kept nowhere yet. */
  make(input: CreateClientGrant, resourceServer: ResourceServer): ClientGrant {
    refuseAllScopesOfSystem(input, resourceServer);
    refuseUndefinedScopes(input.scope ?? [], resourceServer);
    const { client_id, scope = [], subject_type = 'client', ...rest } = input;
    return {
      id: `cgr_${this.#parts.random.alphanumeric(16)}`,
      ...(client_id === undefined ? {} : { client_id }),
      ...rest,
      audience: resourceServer.identifier,
      ...(input.allow_all_scopes === true ? {} : { scope: [...new Set(scope)] }),
      subject_type,
    };
  }

  /** @throws {TenantError} `invalid_body`, `inexistent_client_grant`, `operation_not_supported` */
  update(id: string, body: unknown): ClientGrant {
    const found = this.#parts.document.clientGrants.get(id);
    const input = checkInput(updateClientGrantSchema, withoutSameSubjectType(body, found));
    const kept = this.get(id);
    refuseScopesBesideAll({ allow_all_scopes: kept.allow_all_scopes, ...input });
    refuseSystemGrantChange(kept);
    const resourceServer = this.#resourceServerOf(kept.audience);
    refuseAllScopesOfSystem(input, resourceServer);
    refuseUndefinedScopes(input.scope ?? [], resourceServer);
    const { scope = [], ...rest } = mergeUpdate<ClientGrant>(kept, input);
    const updated: ClientGrant = rest.allow_all_scopes === true ? rest : { ...rest, scope: [...new Set(scope)] };
    this.#parts.document.apply([{ kind: 'clientGrants', id, value: updated }]);
    return updated;
  }

  /** Of something already gone it does nothing. @throws {TenantError} `operation_not_supported` */
  remove(id: string): void {
    const { document } = this.#parts;
    const found = document.clientGrants.get(id);
    if (found === undefined) return;
    refuseSystemGrantChange(found);
    document.apply([{ kind: 'clientGrants', id, value: undefined }]);
  }

  #resourceServerOf(audience: string): ResourceServer {
    const { document, origins } = this.#parts;
    const found = document.resourceServerByIdentifier(origins.toStored(audience));
    if (found === undefined) {
      throw new TenantError('inexistent_audience', `No resource with identifier ${audience}`, { field: 'audience' });
    }
    return found;
  }
}

/**
 * Version 8 of the deploy tool sends back what it read, `subject_type` with it. The real service's document has no such
 * property in an update; here it is let through where it says what the grant already is.
 */
function withoutSameSubjectType(body: unknown, grant: ClientGrant | undefined): unknown {
  if (typeof body !== 'object' || body === null || !('subject_type' in body)) return body;
  const { subject_type, ...rest } = body;
  return subject_type === grant?.subject_type ? rest : body;
}
