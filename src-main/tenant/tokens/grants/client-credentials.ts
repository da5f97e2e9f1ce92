/** RFC 6749 §4.4, with the service's `audience`. */
import type { Client } from '../../../contract/entities/client.ts';
import { isPublic } from '../../clients/rules.ts';
import type { TokenDraft } from '../../faults/effects.ts';
import { TenantError } from '../../tenant-error.ts';
import { accessTokenClaims } from '../access-token-claims.ts';
import { spoilOnPurpose } from '../faulty-tokens.ts';
import { readParameter, readScope } from '../read-parameters.ts';
import { findClientGrant, findResourceServer, readAudience, resolveScope } from '../resolve-audience.ts';
import { signAccessToken } from '../sign-access-token.ts';
import type { TokenParameters } from '../token-request.ts';
import type { Grant } from './grant.ts';

export const clientCredentialsGrant: Grant = {
  grantType: 'client_credentials',
  async issue(client, { parameters, issuer }, exchange, context) {
    const { document, origins, random, clock, faults } = context;
    refusePublicClient(client);
    refuseOrganization(parameters);
    const audience = readAudience(parameters, client, document);
    exchange.audience = audience;
    const requested = readScope(parameters);
    const resourceServer = findResourceServer(audience, document, origins);
    const grant = findClientGrant(client, { resourceServer, audience, requested }, document);
    const scope = resolveScope(requested, client, grant, resourceServer);
    exchange.scope = scope.join(' ');
    const claims = accessTokenClaims(
      {
        issuer,
        audience,
        subject: `${client.client_id}@clients`,
        clientId: client.client_id,
        scope,
        permissions: scope,
        gty: 'client-credentials',
        now: Math.floor(clock() / 1_000),
      },
      resourceServer,
      random,
    );
    const sound: TokenDraft = { claims, expiresIn: resourceServer.token_lifetime, key: 'own' };
    const draft = faults.isQuiet ? sound : spoilOnPurpose(sound, client, audience, exchange, faults);
    return {
      access_token: await signAccessToken(draft, resourceServer, context),
      ...(scope.length === 0 ? {} : { scope: scope.join(' ') }),
      expires_in: draft.expiresIn,
      token_type: 'Bearer',
    };
  },
};

/** RFC 6749 §4.4: confidential clients only. */
function refusePublicClient(client: Client): void {
  if (!isPublic(client)) return;
  throw new TenantError('unauthorized_client', "Grant type 'client_credentials' not allowed for the client.", {
    hint: `${client.name} is a public client: it has no way to authenticate. Set token_endpoint_auth_method.`,
    refusal: { check: 'grant_type', mends: [{ kind: 'make_confidential', client_id: client.client_id }] },
  });
}

/** This tenant has no organizations; a token without one would not be what was asked for. */
function refuseOrganization(parameters: TokenParameters): void {
  if (readParameter(parameters, 'organization') === undefined) return;
  throw new TenantError('invalid_request', 'parameter organization is not allowed for this client', {
    field: 'organization',
    hint: 'This tenant has no organizations.',
  });
}
