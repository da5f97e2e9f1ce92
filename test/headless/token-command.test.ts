import { createPublicKey } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { aPrivateKey, aSeed, ordersApi } from './a-seed.ts';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder, writeTemporaryFile } from './temporary-folder.ts';

const httpOnly = ['--port', '0', '--https-port', 'off'];

/** A data folder with a tenant of the seed, not running. */
async function aStoredTenant(seed = aSeed()): Promise<string> {
  const data = makeTemporaryFolder();
  const file = writeTemporaryFile('seed.json', JSON.stringify(seed));
  const { stop } = await serve([...httpOnly, '--data', data, '--seed', file]);
  await stop();
  return data;
}

describe('token', () => {
  it('prints an access token of a running tenant, and nothing else', async () => {
    const data = makeTemporaryFolder();
    const seed = writeTemporaryFile('seed.json', JSON.stringify(aSeed()));
    const { ready } = await serve([...httpOnly, '--data', data, '--seed', seed]);
    for (const client of ['Shipping', 'shipping']) {
      const { code, stdout, stderr } = await runCommand([
        'token',
        '--client',
        client,
        '--audience',
        ordersApi,
        '--data',
        data,
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      expect(decodeJwt(stdout)).toMatchObject({
        iss: ready.issuer,
        aud: ordersApi,
        azp: 'shipping',
        scope: 'read:orders',
      });
    }
  });

  it('is for the Management API of the running tenant where the audience is /api/v2/', async () => {
    const data = makeTemporaryFolder();
    const { ready } = await serve([...httpOnly, '--data', data]);
    const args = ['--client', 'API Explorer Application', '--audience', '/api/v2/', '--scope', 'read:clients'];
    const { stdout } = await runCommand(['token', ...args, '--data', data]);
    const response = await fetch(`${ready.managementAudience}clients`, {
      headers: { authorization: `Bearer ${stdout.trim()}` },
    });
    expect(response.status).toBe(200);
  });

  it('is one of a stored tenant where none is running, by several processes at a time', async () => {
    const data = await aStoredTenant();
    const args = ['token', '--client', 'Shipping', '--audience', ordersApi, '--data', data];
    const ended = await Promise.all([1, 2, 3].map(() => runCommand(args)));
    for (const { code, stdout, stderr } of ended) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(decodeJwt(stdout)).toMatchObject({ iss: 'http://localhost:4400/', aud: ordersApi });
    }
  });

  it('is refused as the token endpoint refuses it, in one line that says why', async () => {
    const [client] = aSeed().clients ?? [];
    const data = await aStoredTenant(
      aSeed({
        clients: [
          { ...client, name: 'Shipping' },
          { ...client, name: 'Twin', client_id: 'twin-1' },
          { ...client, name: 'Twin', client_id: 'twin-2' },
          { name: 'Page', client_id: 'page', app_type: 'spa', token_endpoint_auth_method: 'none' },
          {
            name: 'Signer',
            client_id: 'signer',
            app_type: 'non_interactive',
            grant_types: ['client_credentials'],
            client_authentication_methods: {
              private_key_jwt: { credentials: [{ credential_type: 'public_key', pem: aPublicKey() }] },
            },
          },
        ],
      }),
    );
    const refusalOf = async (...args: string[]) => {
      const { code, stdout, stderr } = await runCommand(['token', ...args, '--data', data]);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(/^tokenbench: [^\n]*\n$/);
      expect(stderr).not.toContain('shipping-secret');
      return stderr;
    };
    expect(await refusalOf('--client', 'Shipping', '--audience', ordersApi, '--scope', 'write:orders')).toMatch(
      /access_denied: Client has not been granted scopes: write:orders \(The grant of Shipping lacks write:orders\. It holds: read:orders\.\)/,
    );
    expect(await refusalOf('--client', 'Shipping', '--audience', ordersApi.slice(0, -1))).toContain('slash at its end');
    expect(await refusalOf('--client', 'Nobody', '--audience', ordersApi)).toContain('The tenant has: Shipping, Twin');
    expect(await refusalOf('--client', 'Twin', '--audience', ordersApi)).toContain(
      'Give one of the ids: twin-1, twin-2.',
    );
    expect(await refusalOf('--client', 'Signer', '--audience', ordersApi)).toContain(
      'authenticates with a key of its own',
    );
    expect(await refusalOf('--client', 'Page', '--audience', ordersApi)).toContain('unauthorized_client');
  });

  it('is none where there is no tenant, and none is made', async () => {
    const data = makeTemporaryFolder();
    const { code, stderr } = await runCommand(['token', '--client', 'a', '--audience', 'b', '--data', data]);
    expect(code).toBe(4);
    expect(stderr).toBe(
      `tokenbench: there is no tenant in ${data}. Start one with "tokenbench serve", or give its folder with --data.\n`,
    );
    expect(readdirSync(data)).toEqual([]);
  });

  it('needs an application and an audience', async () => {
    const { code, stderr } = await runCommand(['token', '--client', 'a']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `tokenbench: required option '--audience <id>' not specified. See "tokenbench token --help".\n`,
    );
  });
});

function aPublicKey(): string {
  return createPublicKey(aPrivateKey()).export({ type: 'spki', format: 'pem' }).toString();
}
