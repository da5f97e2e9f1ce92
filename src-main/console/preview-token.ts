import type { ResourceServer } from '../contract/entities/resource-server.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { accessTokenClaims, accessTokenType } from '../tenant/tokens/access-token-claims.ts';

interface Place {
  issuer: string;
  showIdentifier(identifier: string): string;
}

/** Shown in the place of what every token has anew, or of what is not there yet. */
const placeholder = { clientId: '{client_id}', jti: '{different in every token}' };

/** Header and payload that the API's next token by client credentials would have, signed by nobody. */
export function previewToken(resourceServer: ResourceServer, tenant: Tenant, { issuer, showIdentifier }: Place) {
  const [grant] = tenant.clientGrants.matching({ audience: resourceServer.identifier, subject_type: 'client' });
  const client = grant?.client_id === undefined ? undefined : tenant.clients.find(grant.client_id);
  const defined = resourceServer.scopes?.map(({ value }) => value) ?? [];
  const scope = grant === undefined || grant.allow_all_scopes === true ? defined : (grant.scope ?? []);
  const clientId = client?.client_id ?? placeholder.clientId;
  const payload = accessTokenClaims(
    {
      issuer,
      audience: showIdentifier(resourceServer.identifier),
      subject: `${clientId}@clients`,
      clientId,
      scope,
      permissions: scope,
      gty: 'client-credentials',
      now: Math.floor(tenant.clock() / 1_000),
    },
    resourceServer,
    { hex: () => '', base64url: () => '', alphanumeric: () => placeholder.jti },
  );
  const { signing_alg: alg } = resourceServer;
  const kid = alg === 'HS256' ? undefined : tenant.signingKeys.current().kid;
  return {
    header: { alg, typ: accessTokenType(resourceServer), ...(kid === undefined ? {} : { kid }) },
    payload: { ...payload },
    ...(client === undefined ? {} : { client: { client_id: client.client_id, name: client.name } }),
    isEncrypted: resourceServer.token_encryption !== undefined,
  };
}
