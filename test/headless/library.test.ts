import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { createServer } from 'node:net';
import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTenant } from '../../src-main/headless/library.ts';
import type { RunningTenant, StartTenantOptions } from '../../src-main/headless/library-types.ts';
import { aPrivateKey, aSeed, ordersApi, secretApi } from './a-seed.ts';
import { makeTemporaryFolder, writeTemporaryFile } from './temporary-folder.ts';

async function aTenant(options: StartTenantOptions = { seed: aSeed() }): Promise<RunningTenant> {
  const tenant = await startTenant(options);
  onTestFinished(() => tenant.stop());
  return tenant;
}

const keySetOf = ({ jwksUri }: RunningTenant) => createRemoteJWKSet(new URL(jwksUri));
const wish = { client: 'Shipping', audience: ordersApi };

describe('startTenant', () => {
  it('starts the sample tenant where it is told nothing', async () => {
    const tenant = await aTenant({});
    const { applications, issuer, managementAudience } = tenant;
    expect(applications.map(({ name }) => name)).toEqual(['Nightly Job', 'API Explorer Application']);
    expect(tenant).toMatchObject({
      issuer: expect.stringMatching(/^http:\/\/localhost:\d+\/$/),
      tokenEndpoint: `${issuer}oauth/token`,
      jwksUri: `${issuer}.well-known/jwks.json`,
      managementAudience: `${issuer}api/v2/`,
      httpsIssuer: undefined,
      caCertificate: undefined,
    });
    const token = await tenant.token({ client: 'API Explorer Application', audience: '/api/v2/' });
    await jwtVerify(token, keySetOf(tenant), { issuer, audience: managementAudience });
  });

  it('runs several tenants side by side, each with its own keys and applications', async () => {
    const [one, other] = await Promise.all([aTenant(), aTenant()]);
    expect(one.issuer).not.toBe(other.issuer);
    const token = await one.token(wish);
    await jwtVerify(token, keySetOf(one), { issuer: one.issuer, audience: ordersApi });
    await expect(jwtVerify(token, keySetOf(other))).rejects.toThrow(errors.JWKSNoMatchingKey);
    await one.stop();
    await other.token(wish);
  });

  it('reads a seed file', async () => {
    const seed = writeTemporaryFile('seed.yaml', `clients:\n  - name: Shipping\n    client_id: from-a-file\n`);
    expect((await aTenant({ seed })).applications).toMatchObject([{ name: 'Shipping', clientId: 'from-a-file' }]);
  });

  it('answers over HTTPS too where it is asked to', async () => {
    const { httpsIssuer = '', caCertificate: ca } = await aTenant({ httpsPort: 0 });
    const status = await new Promise((resolve, reject) => {
      requestTls(`${httpsIssuer}.well-known/jwks.json`, { ca }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });

  it('keeps the tenant in a folder where it is given one', async () => {
    const data = makeTemporaryFolder();
    const first = await aTenant({ data, seed: aSeed() });
    const token = await first.token(wish);
    await first.stop();
    const second = await aTenant({ data, sample: false });
    await jwtVerify(token, keySetOf(second));
    expect(second.applications).toMatchObject([{ name: 'Shipping' }]);
  });

  it('issues for one fixed issuer where it is told to', async () => {
    const tenant = await aTenant({ seed: aSeed(), issuer: 'https://id.example.test' });
    expect(tenant.issuer).toBe('https://id.example.test/');
    await jwtVerify(await tenant.token(wish), keySetOf(tenant), { issuer: 'https://id.example.test/' });
  });

  it('has the same key in every run where the seed brings it', async () => {
    const seed = aSeed({ signingKeys: [{ privateKey: aPrivateKey(), kid: 'of-the-tests' }] });
    for (const _run of [1, 2]) {
      const tenant = await aTenant({ seed });
      expect(decodeProtectedHeader(await tenant.token(wish)).kid).toBe('of-the-tests');
    }
  });
});

describe('startTenant refuses', () => {
  it.each([
    [{ https: true }, 'startTenant has no option https. It has: seed, keywords, port, '],
    [{ port: '80' }, 'startTenant: port must be a number from 0 (any free port) to 65535, or "off".'],
    [{ port: 'off' }, 'startTenant: with port and httpsPort both "off" the tenant has no address.'],
    [{ issuer: 'id.example.test' }, 'startTenant: issuer must be a URL'],
    [{ rateLimit: 0 }, 'startTenant: rateLimit must be requests a second'],
    [{ seed: 1 }, 'startTenant: seed must be a seed, or the path of a seed file.'],
  ])('the options %j', async (options: object, message) => {
    await expect(startTenant(options)).rejects.toThrow(message);
  });

  it('a seed that does not fit, and says where', async () => {
    await expect(startTenant({ seed: aSeed({ clients: [{ name: '<b>' }] }) })).rejects.toMatchObject({
      name: 'SeedError',
      path: 'clients[0].name',
      message: expect.stringContaining('seed clients[0].name: '),
    });
    const grants = [{ client_id: 'Shipping', audience: ordersApi, scope: ['read:orders', 'fly:orders'] }];
    await expect(startTenant({ seed: aSeed({ clientGrants: grants }) })).rejects.toThrow(
      'seed clientGrants[0].scope[1]: Scopes not defined by the resource server: fly:orders.',
    );
  });

  it('a port that is taken, and gives back everything else', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const port = Object(other.address()).port;
    const data = makeTemporaryFolder();
    await expect(startTenant({ port, data })).rejects.toMatchObject({ name: 'PortTakenError', port });
    await aTenant({ data });
  });

  it('a folder that another tenant has', async () => {
    const data = makeTemporaryFolder();
    await aTenant({ data });
    await expect(startTenant({ data })).rejects.toMatchObject({ code: 'folder_in_use' });
  });
});

describe('token', () => {
  it('is what the token endpoint would give, by name or id of the application', async () => {
    const tenant = await aTenant();
    for (const client of ['Shipping', 'shipping']) {
      const { payload } = await jwtVerify(await tenant.token({ client, audience: ordersApi }), keySetOf(tenant));
      expect(payload).toMatchObject({ iss: tenant.issuer, aud: ordersApi, azp: 'shipping', scope: 'read:orders' });
    }
    const secret = new TextEncoder().encode('a secret of sixteen or more');
    await jwtVerify(await tenant.token({ client: 'Shipping', audience: secretApi }), secret);
  });

  it('throws the refusal of the token endpoint, and why', async () => {
    const tenant = await aTenant();
    await expect(tenant.token({ ...wish, scope: 'write:orders' })).rejects.toMatchObject({
      error: 'access_denied',
      error_description: 'Client has not been granted scopes: write:orders',
      hint: 'The grant of Shipping lacks write:orders. It holds: read:orders.',
      message: expect.stringContaining('granted scopes: write:orders (The grant of Shipping lacks write:orders.'),
    });
    await expect(tenant.token({ client: 'Nobody' })).rejects.toMatchObject({ error: 'invalid_client' });
  });
});

describe('mint', () => {
  it('makes any token that a test needs, signed by the current key', async () => {
    const tenant = await aTenant();
    const token = await tenant.mint({ claims: { sub: 'auth0|1', aud: ordersApi, scope: 'fly:orders' } });
    const { payload } = await jwtVerify(token, keySetOf(tenant), { issuer: tenant.issuer, audience: ordersApi });
    expect(payload).toMatchObject({ sub: 'auth0|1', scope: 'fly:orders' });
    await jwtVerify(await tenant.mint(), keySetOf(tenant));
  });

  it('makes wrong ones: expired, of another type, by a key that nobody published', async () => {
    const tenant = await aTenant();
    const expired = await tenant.mint({ claims: { exp: 1 } });
    await expect(jwtVerify(expired, keySetOf(tenant))).rejects.toThrow(errors.JWTExpired);
    expect(decodeProtectedHeader(await tenant.mint({ header: { typ: 'at+jwt' } })).typ).toBe('at+jwt');
    const foreign = await tenant.mint({ key: 'unpublished' });
    await expect(jwtVerify(foreign, keySetOf(tenant))).rejects.toThrow(errors.JWKSNoMatchingKey);
  });
});

describe('rotateKeys', () => {
  it('makes the next key current, and leaves the tokens before valid', async () => {
    const tenant = await aTenant();
    const keySet = keySetOf(tenant);
    const next = decodeProtectedHeader(await tenant.mint({ key: 'next' })).kid;
    const before = await tenant.token(wish);
    await tenant.rotateKeys();
    const after = await tenant.token(wish);
    expect(decodeProtectedHeader(after).kid).toBe(next);
    await jwtVerify(before, keySet);
    await jwtVerify(after, keySet);
  });
});

describe('stop', () => {
  it('can be called again, and by leaving a block', async () => {
    let issuer = '';
    {
      await using tenant = await startTenant();
      issuer = tenant.issuer;
      await tenant.stop();
      await tenant.stop();
    }
    await expect(fetch(issuer)).rejects.toThrow('fetch failed');
  });

  it('gives the folder back with nothing in it but the tenant', async () => {
    const data = makeTemporaryFolder();
    const tenant = await aTenant({ data });
    await tenant.stop();
    expect(readdirSync(data).sort()).toEqual(['control-token', 'tenant.backup.db', 'tenant.db']);
  });

  it('lets a request in flight end', async () => {
    const tenant = await aTenant();
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'shipping',
      client_secret: 'shipping-secret',
      audience: ordersApi,
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length };
    const asked = request(tenant.tokenEndpoint, { method: 'POST', headers, agent: false });
    const answered = new Promise((resolve, reject) => {
      asked.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    asked.write(form.slice(0, 10));
    // Its first part has arrived once a later request was answered.
    await fetch(tenant.jwksUri);
    const stopped = tenant.stop();
    asked.end(form.slice(10));
    expect(await answered).toBe(200);
    await stopped;
  });
});
