import type { Client } from '#contract/entities/client.ts';

/** Why an application can get no token by client credentials, and the mend; undefined where it can. */
export function whyNoClientCredentials(
  client: Pick<Client, 'grant_types' | 'token_endpoint_auth_method' | 'app_type'>,
): string | undefined {
  if (client.token_endpoint_auth_method === 'none') {
    return 'It is public: it has no way to authenticate. Choose a token endpoint authentication method in its settings.';
  }
  if (!client.grant_types.includes('client_credentials')) {
    return 'Its grant types do not include client_credentials. Switch it on in its settings.';
  }
  if (client.app_type === 'express_configuration') {
    return 'Applications of the type express_configuration take no client grants.';
  }
  return undefined;
}
