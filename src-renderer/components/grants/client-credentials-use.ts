import type { Client } from '#contract/entities/client.ts';

/** Why an application can get no token by client credentials, and the mend; undefined where it can. */
export function whyNoClientCredentials(
  client: Pick<Client, 'grant_types' | 'token_endpoint_auth_method' | 'app_type'>,
): string | undefined {
  if (client.token_endpoint_auth_method === 'none') {
    return 'This application is public and can’t authenticate. Choose a token endpoint authentication method in its settings.';
  }
  if (!client.grant_types.includes('client_credentials')) {
    return 'The client credentials grant type is off. Turn it on in the application’s settings.';
  }
  if (client.app_type === 'express_configuration') {
    return 'Applications of type express_configuration can’t have client grants.';
  }
  return undefined;
}
