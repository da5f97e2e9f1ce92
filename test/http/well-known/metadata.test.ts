/** The discovery documents: RFC 8414 and OpenID Connect Discovery, about what this tenant serves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeRaw, requestText } from '../../builders/raw-exchange.ts';
import { type RunningTenant, send, startTestTenant } from '../../builders/running-tenant.ts';

const paths = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];
const jwksPath = '/.well-known/jwks.json';

let running: RunningTenant;
beforeAll(async () => {
  running = await startTestTenant();
});
afterAll(() => running.close());

const get = (path: string, headers: Record<string, string> = {}) => send(`${running.origin}${path}`, { headers });
const metadata = async (origin = running.origin): Promise<Record<string, unknown>> =>
  Object((await send(`${origin}/.well-known/openid-configuration`, {})).body);

describe('the discovery document', () => {
  it.each(paths)('md-200-json: is there as JSON at %s', async (path) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toEqual(await metadata());
  });

  it('md-issuer: names as issuer the address it was reached by, with the service’s slash', async () => {
    expect((await metadata()).issuer).toBe(`${running.origin}/`);
  });

  it('md-issuer: over HTTPS names an https issuer', async () => {
    const secured = await startTestTenant({ https: true });
    const { port } = new URL(secured.httpsOrigin ?? '');
    const { get: getTls } = await import('node:https');
    const body = await new Promise<string>((resolve, reject) => {
      getTls({ host: 'localhost', port, path: paths[0], ca: secured.caCertificate }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve(text));
      }).on('error', reject);
    });
    const document = JSON.parse(body);
    expect(document.issuer).toBe(`https://localhost:${port}/`);
    expect(document.jwks_uri).toBe(`https://localhost:${port}${jwksPath}`);
    await secured.close();
  });

  it('md-other-host: asked by another of its names has that name in every address', async () => {
    const { port } = new URL(running.origin);
    const other = `http://127.0.0.1:${port}`;
    expect(await metadata(other)).toEqual(
      JSON.parse(JSON.stringify(await metadata()).replaceAll(running.origin, other)),
    );
  });

  it('md-other-host: of a tenant with a fixed issuer has that one by whichever name it is asked', async () => {
    const issuer = 'https://acme.example/';
    const fixed = await startTestTenant({ issuer });
    const { port } = new URL(fixed.origin);
    for (const origin of [fixed.origin, `http://127.0.0.1:${port}`]) {
      expect(await metadata(origin)).toMatchObject({ issuer, jwks_uri: `${issuer}.well-known/jwks.json` });
    }
    await fixed.close();
  });

  it('md-required: has the issuer, the addresses and the algorithms that a client of this tenant needs', async () => {
    expect(await metadata()).toMatchObject({
      issuer: `${running.origin}/`,
      token_endpoint: `${running.origin}/oauth/token`,
      jwks_uri: `${running.origin}${jwksPath}`,
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
    });
  });

  it('md-truth, md-required: leaves out the authorization endpoint and its response types, which are not served', async () => {
    const document = await metadata();
    expect(document).not.toHaveProperty('authorization_endpoint');
    expect(document).not.toHaveProperty('response_types_supported');
    expect((await get('/authorize?response_type=code')).status).toBe(404);
  });

  it('md-absolute: names addresses of its own origin that answer', async () => {
    const addresses = Object.entries(await metadata()).filter(([name]) => /_(?:endpoint|uri)$/.test(name));
    expect(addresses.map(([name]) => name)).toEqual(['token_endpoint', 'jwks_uri']);
    for (const [name, address] of addresses) {
      const url = new URL(String(address));
      expect([url.origin, url.search, url.hash]).toEqual([running.origin, '', '']);
      const { status } = await send(url.href, { method: name === 'jwks_uri' ? 'GET' : 'POST' });
      expect(status).not.toBe(404);
    }
  });

  it('md-truth: lists the grant types that the token endpoint knows, and no others', async () => {
    const listed = (await metadata()).grant_types_supported;
    expect(listed).toEqual(['client_credentials']);
    const { client_id, client_secret = '' } = running.client('Administrator');
    const known = async (grant_type: string) => {
      const { body } = await running.requestToken({ grant_type, client_id, client_secret });
      return Object(body).error !== 'unsupported_grant_type';
    };
    expect(await known('client_credentials')).toBe(true);
    for (const grantType of ['authorization_code', 'implicit', 'refresh_token', 'password']) {
      expect(await known(grantType)).toBe(false);
    }
  });

  it('md-auth-alg, md-truth: lists the ways of client authentication, and the algorithms of assertions without none', async () => {
    const document = await metadata();
    expect(document.token_endpoint_auth_methods_supported).toEqual([
      'client_secret_basic',
      'client_secret_post',
      'private_key_jwt',
    ]);
    expect(document.token_endpoint_auth_signing_alg_values_supported).toEqual(['RS256', 'RS384', 'PS256']);
  });

  it('md-no-empty: has neither nulls nor empty arrays nor empty texts', async () => {
    for (const value of Object.values(await metadata())) {
      expect(value).not.toBeNull();
      expect(value).not.toBe('');
      if (Array.isArray(value)) expect(value.length).toBeGreaterThan(0);
    }
  });
});

describe('the published documents', () => {
  const all = [...paths, jwksPath];

  it.each(all)('md-head: HEAD of %s has the headers of GET and no body', async (path) => {
    const kept = ({ headers }: Awaited<ReturnType<typeof get>>) =>
      [...headers].filter(([name]) => ['content-type', 'etag', 'cache-control', 'content-length'].includes(name));
    const head = await send(`${running.origin}${path}`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.body).toBeUndefined();
    expect(kept(head)).toEqual(kept(await get(path)));
  });

  it.each(all)('md-cors: %s may be read from any origin, without credentials', async (path) => {
    const { headers } = await get(path, { origin: 'https://anywhere.example' });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
    const preflight = await send(`${running.origin}${path}`, {
      method: 'OPTIONS',
      headers: { origin: 'https://anywhere.example', 'access-control-request-method': 'GET' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each(all)('md-etag: %s is not sent again to who has it', async (path) => {
    const { headers } = await get(path);
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect((await get(path)).headers.get('etag')).toBe(etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get(path, { 'if-none-match': known });
      expect(answer.status).toBe(304);
      expect(answer.body).toBeUndefined();
      expect(answer.headers.get('etag')).toBe(etag);
      expect(answer.headers.get('cache-control')).toBe(headers.get('cache-control'));
    }
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each(all)('%s takes no other method', async (path) => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await send(`${running.origin}${path}`, { method })).status).toBe(404);
    }
  });

  it('have names of their own for hosts that a client invents, however many', async () => {
    const { port } = new URL(running.origin);
    for (let index = 0; index < 150; index += 1) {
      const Host = `tenant-${index}.localhost:${port}`;
      const answer = await exchangeRaw(running.origin, requestText(running.origin, `GET ${paths[0]}`, { Host }));
      expect(JSON.parse(answer?.body ?? '').issuer).toBe(`http://${Host}/`);
    }
  });
});
