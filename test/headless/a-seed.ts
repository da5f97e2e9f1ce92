import { generateKeyPairSync } from 'node:crypto';
import type { Seed } from '../../src-main/contract/seed.ts';

export const ordersApi = 'https://orders.example/';
export const secretApi = 'urn:example:secrets';

/** An RSA private key, PKCS #8 PEM. */
export function aPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Two APIs, one of them with HS256, and an application that may read orders and use the other. */
export function aSeed(more: Seed = {}): Seed {
  return {
    resourceServers: [
      { identifier: ordersApi, name: 'Orders', scopes: [{ value: 'read:orders' }, { value: 'write:orders' }] },
      { identifier: secretApi, name: 'Secrets', signing_alg: 'HS256', signing_secret: 'a secret of sixteen or more' },
    ],
    clients: [
      {
        name: 'Shipping',
        client_id: 'shipping',
        client_secret: 'shipping-secret',
        app_type: 'non_interactive',
        grant_types: ['client_credentials'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    clientGrants: [
      { client_id: 'Shipping', audience: ordersApi, scope: ['read:orders'] },
      { client_id: 'shipping', audience: secretApi, scope: [] },
    ],
    ...more,
  };
}
