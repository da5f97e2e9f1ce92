/** A token of an application, asked for by somebody who has the tenant itself: all the checks, no secret to type. */

import type { Client } from '../contract/entities/client.ts';
import { managementApiIdentifier } from '../contract/entities/resource-server.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { TenantError } from '../tenant/tenant-error.ts';

export interface TokenWish {
  /** Id or name of the application. */
  client: string;
  /** Identifier of the API; `/api/v2/` is the tenant's own Management API. */
  audience?: string | undefined;
  /** Separated by spaces; all that the application is granted where there is none. */
  scope?: string | undefined;
}

/** Why there is no token, RFC 6749 §5.2, and what to do about it. */
export interface TokenRefusal {
  error: string;
  error_description: string;
  hint: string | undefined;
}

export class TokenRefusedError extends Error implements TokenRefusal {
  override readonly name = 'TokenRefusedError';
  readonly error: string;
  readonly error_description: string;
  readonly hint: string | undefined;

  constructor({ error, error_description, hint }: TokenRefusal) {
    super(`${error}: ${error_description}${hint === undefined ? '' : ` (${hint})`}`);
    this.error = error;
    this.error_description = error_description;
    this.hint = hint;
  }
}

/**
 * The access token that the token endpoint would give the application.
 * @throws {TokenRefusedError}
 */
export async function issueToken(
  { client: wanted, audience, scope }: TokenWish,
  tenant: Tenant,
  issuer: string,
): Promise<string> {
  const client = findClient(wanted, tenant);
  refuseKeyHolder(client);
  const isManagementApi = audience === managementApiIdentifier;
  try {
    const { access_token } = await tenant.tokens.issue({
      issuer,
      tokenEndpoint: `${issuer}oauth/token`,
      parameters: {
        grant_type: 'client_credentials',
        client_id: client.client_id,
        ...(client.client_secret === undefined ? {} : { client_secret: client.client_secret }),
        ...(audience === undefined ? {} : { audience: isManagementApi ? `${issuer}api/v2/` : audience }),
        ...(scope === undefined ? {} : { scope }),
      },
    });
    return access_token;
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    throw new TokenRefusedError({ error: error.code, error_description: error.message, hint: error.hint });
  }
}

function findClient(idOrName: string, { clients }: Tenant): Client {
  const byId = clients.find(idOrName);
  if (byId !== undefined) return byId;
  const named = clients.named(idOrName);
  const [client] = named;
  if (client !== undefined && named.length === 1) return client;
  const ids = named.map(({ client_id }) => client_id).join(', ');
  throw new TokenRefusedError({
    error: 'invalid_client',
    error_description:
      client === undefined
        ? `There is no application with the id or name ${idOrName}.`
        : `${named.length} applications have the name ${idOrName}.`,
    hint: client === undefined ? describeClients(clients) : `Give one of the ids: ${ids}.`,
  });
}

function describeClients(clients: Tenant['clients']): string {
  const most = 10;
  const names = clients.matching(({ global }) => !global).map(({ name }) => name);
  if (names.length === 0) return 'The tenant has no application yet.';
  return `The tenant has: ${names.slice(0, most).join(', ')}${names.length > most ? ', …' : ''}.`;
}

/** The tenant knows the public half of such an application's key only. */
function refuseKeyHolder({ name, client_authentication_methods: methods }: Client): void {
  if (methods === undefined) return;
  throw new TokenRefusedError({
    error: 'invalid_client',
    error_description: `${name} authenticates with a key of its own (${Object.keys(methods).join(', ')}), which the tenant does not have.`,
    hint: 'Ask the token endpoint with an assertion that the application signs, or use an application with a secret.',
  });
}
