/**
 * Lists the APIs of a tenant and gets a token for the first one that is not the tenant's own: nothing here knows of a
 * local tenant. To run it against one, point DOMAIN at the HTTPS door and NODE_EXTRA_CA_CERTS at the tenant's `ca.pem`:
 *
 *     NODE_EXTRA_CA_CERTS=ca.pem DOMAIN=localhost:4443 CLIENT_ID=… CLIENT_SECRET=… node list-apis-with-auth0.ts
 */
import { ManagementClient } from 'auth0';
import { AuthenticationClient } from 'auth0/legacy';

const { DOMAIN: domain = '', CLIENT_ID: clientId = '', CLIENT_SECRET: clientSecret = '' } = process.env;

const management = new ManagementClient({ domain, clientId, clientSecret });
const audiences: string[] = [];
for await (const { identifier, is_system } of await management.resourceServers.list()) {
  console.log(JSON.stringify({ api: identifier }));
  if (identifier !== undefined && is_system !== true) audiences.push(identifier);
}

const [audience = ''] = audiences;
await management.clientGrants.create({ client_id: clientId, audience, scope: ['read:orders'] });
const authentication = new AuthenticationClient({ domain, clientId, clientSecret });
const { data } = await authentication.oauth.clientCredentialsGrant({ audience });
console.log(JSON.stringify({ token_type: data.token_type, expires_in: data.expires_in }));
