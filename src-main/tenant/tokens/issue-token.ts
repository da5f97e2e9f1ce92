/** The token endpoint, RFC 6749 §3.2: parse, authenticate the client, find the grant, let it issue. */

import type { Clients } from '../clients/service.ts';
import { UnpublishedKeys } from '../faults/unpublished-key.ts';
import type { SigningKeys } from '../signing-keys/service.ts';
import { TenantError } from '../tenant-error.ts';
import type { TenantParts } from '../tenant-parts.ts';
import { ClientAssertions } from './client-assertion.ts';
import { authenticateClient } from './client-authentication.ts';
import { refuseOnPurpose } from './faulty-tokens.ts';
import { findGrant } from './grants/index.ts';
import { requireParameter } from './read-parameters.ts';
import type { TokenExchange, TokenRequest, TokenResponse } from './token-request.ts';

export class Tokens {
  readonly #parts: TenantParts;
  readonly #clients: Clients;
  readonly #signingKeys: SigningKeys;
  readonly #assertions: ClientAssertions;
  readonly #unpublishedKeys: UnpublishedKeys;

  constructor(parts: TenantParts, clients: Clients, signingKeys: SigningKeys) {
    this.#parts = parts;
    this.#clients = clients;
    this.#signingKeys = signingKeys;
    this.#assertions = new ClientAssertions(clients, parts.clock);
    this.#unpublishedKeys = new UnpublishedKeys(parts.keys, parts.random);
  }

  /**
   * @param exchange Filled with what becomes known on the way, also when the request is refused.
   * @throws {TenantError} the OAuth codes, in the real service's words
   */
  async issue(request: TokenRequest, exchange: TokenExchange = {}): Promise<TokenResponse> {
    if (!this.#parts.faults.isQuiet) refuseOnPurpose(request, exchange, this.#clients, this.#parts.faults);
    const grantType = requireParameter(request.parameters, 'grant_type', 'request');
    const client = await authenticateClient(request, exchange, {
      clients: this.#clients,
      assertions: this.#assertions,
      keys: this.#parts.keys,
    });
    const grant = findGrant(grantType);
    if (grant === undefined) {
      throw new TenantError('unsupported_grant_type', `Unsupported grant type: ${grantType}`, {
        field: 'grant_type',
        refusal: { check: 'grant_type', mends: [] },
      });
    }
    if (!client.grant_types.includes(grant.grantType)) {
      throw new TenantError('unauthorized_client', `Grant type '${grantType}' not allowed for the client.`, {
        field: 'grant_type',
        hint: `Switch the grant type on in the settings of ${client.name}.`,
        refusal: {
          check: 'grant_type',
          mends: [{ kind: 'enable_grant_type', client_id: client.client_id, grant_type: grantType }],
        },
      });
    }
    return grant.issue(client, request, exchange, {
      ...this.#parts,
      signingKeys: this.#signingKeys,
      unpublishedKeys: this.#unpublishedKeys,
    });
  }
}
