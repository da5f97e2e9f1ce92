import type { Client } from '../../../contract/entities/client.ts';
import type { GrantType } from '../../../contract/grant-types.ts';
import type { UnpublishedKeys } from '../../faults/unpublished-key.ts';
import type { SigningKeys } from '../../signing-keys/service.ts';
import type { TenantParts } from '../../tenant-parts.ts';
import type { TokenExchange, TokenRequest, TokenResponse } from '../token-request.ts';

export interface GrantContext extends TenantParts {
  signingKeys: SigningKeys;
  unpublishedKeys: UnpublishedKeys;
}

/** A grant type as a value: its name and how it issues. Discovery and the "unsupported" answer follow from the table. */
export interface Grant {
  grantType: GrantType;
  /** @param exchange Told what is known as soon as it is known, so that a refusal can be explained. */
  issue(client: Client, request: TokenRequest, exchange: TokenExchange, context: GrantContext): Promise<TokenResponse>;
}
