/** RFC 8414 and OpenID Connect Discovery: what this tenant serves, and nothing that it does not. */

import type { Tenant } from '../../tenant/create-tenant.ts';
import { assertionAlgorithms } from '../../tenant/tokens/client-assertion.ts';
import { servedGrantTypes } from '../../tenant/tokens/grants/index.ts';
import type { PublishedDocument } from './published-document.ts';

export function openidConfiguration({ origins }: Tenant): PublishedDocument {
  return {
    paths: ['/openid-configuration', '/oauth-authorization-server'],
    kind: 'discovery',
    description: 'Discovery document',
    madeOf: [],
    make: (origin) => {
      const issuer = origins.issuerAt(origin);
      return {
        issuer,
        token_endpoint: `${issuer}oauth/token`,
        jwks_uri: `${issuer}.well-known/jwks.json`,
        // Left out by the service, whose clients then assume authorization_code: not true here.
        grant_types_supported: servedGrantTypes,
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
        subject_types_supported: ['public'],
        // express-oauth2-jwt-bearer takes this list as the algorithms of access tokens, too.
        id_token_signing_alg_values_supported: ['HS256', 'RS256', 'PS256'],
        request_parameter_supported: false,
        request_uri_parameter_supported: false,
      };
    },
  };
}
