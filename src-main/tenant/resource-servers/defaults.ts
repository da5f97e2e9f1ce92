import type { CreateResourceServer, ResourceServer } from '../../contract/entities/resource-server.ts';
import type { Random } from '../ports.ts';

/** Length of the secret that the service makes for an HS256 API: 32 letters and digits. */
const signingSecretLength = 32;

/** What an API is given where the request says nothing. */
export function resourceServerDefaults(input: CreateResourceServer, random: Random) {
  return {
    id: random.hex(24),
    identifier: input.identifier,
    allow_offline_access: false,
    skip_consent_for_verifiable_first_party_clients: false,
    subject_type_authorization: { client: { policy: 'require_client_grant' }, user: { policy: 'allow_all' } },
    token_lifetime: 86_400,
    token_lifetime_for_web: 7_200,
    // The published schema says HS256; the service makes RS256.
    signing_alg: 'RS256',
  } satisfies ResourceServer;
}

/**
 * A lifetime that is shortened alone takes the one for browsers with it: an export would else hold a pair that its import
 * refuses. Whether the real service does so is not documented.
 */
export function withShorterWebLifetime(resourceServer: ResourceServer): ResourceServer {
  const { token_lifetime, token_lifetime_for_web } = resourceServer;
  return { ...resourceServer, token_lifetime_for_web: Math.min(token_lifetime, token_lifetime_for_web) };
}

/** The API with a secret exactly where its algorithm needs one. */
export function withSigningSecret(resourceServer: ResourceServer, random: Random): ResourceServer {
  const { signing_secret, ...rest } = resourceServer;
  if (resourceServer.signing_alg !== 'HS256') return rest;
  return { ...rest, signing_secret: signing_secret ?? random.alphanumeric(signingSecretLength) };
}
