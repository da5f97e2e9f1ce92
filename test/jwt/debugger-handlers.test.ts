/** The debugger as the screens call it: with a tenant's keys, APIs and applications. */
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { debuggerHandlers } from '../../src-main/console/debugger-handlers.ts';
import { fetchKeys } from '../../src-main/platform/debugger/fetch-keys.ts';
import { readPrivateKey } from '../../src-main/platform/read-private-key.ts';
import { mintToken } from '../../src-main/tenant/tokens/mint-token.ts';
import { quickTenant } from '../builders/quick-tenant.ts';
import { alterPart, aPair, codesOf, now, platform, secret, someClaims } from './inspect.ts';

const issuer = 'http://localhost:4400/';
const orders = 'https://orders.example/';

const seed = {
  resourceServers: [
    { identifier: orders, name: 'Orders', scopes: [{ value: 'read:orders', description: 'Read orders' }] },
    { identifier: 'urn:secrets', name: 'Secrets', signing_alg: 'HS256', signing_secret: secret },
  ],
  clients: [
    {
      name: 'Shipping',
      client_id: 'shipping',
      client_secret: 'shipping-secret',
      app_type: 'non_interactive',
      grant_types: ['client_credentials'],
    },
  ],
  clientGrants: [{ client_id: 'shipping', audience: orders, scope: ['read:orders'] }],
};

async function aDebugger() {
  const tenant = await quickTenant({ clock: () => now * 1_000, seed });
  const handlers = debuggerHandlers({ tenant, status: () => ({ issuer }) }, { platform, fetchKeys });
  const mint = (claims: object, more: object = {}) =>
    mintToken(
      {
        claims: {
          aud: orders,
          sub: 'shipping@clients',
          azp: 'shipping',
          gty: 'client-credentials',
          scope: 'read:orders',
          ...claims,
        },
        ...more,
      },
      { tenant, issuer, readPrivateKey },
    );
  return { tenant, mint, ...handlers };
}

describe('debugger.inspect', () => {
  it("verifies with the tenant's current and previous keys by kid", async () => {
    const tools = await aDebugger();
    const token = await tools.mint({});
    const { report } = await tools['debugger.inspect']({ text: `Bearer ${token}` });
    expect(report).toMatchObject({ verdict: 'verified', key: { source: 'tenant' } });
    expect(report?.warnings).toEqual([]);
    expect(report).toMatchObject({ api: { name: 'Orders', identifier: orders }, client: { name: 'Shipping' } });
    expect(report?.scopes).toEqual([{ value: 'read:orders', state: 'defined', description: 'Read orders' }]);
    await tools.tenant.signingKeys.rotate();
    expect((await tools['debugger.inspect']({ text: token })).report?.summary).toMatch(
      /^Signature verified with the tenant's previous key/,
    );
  });

  it('calls a token of a revoked key refused', async () => {
    const tools = await aDebugger();
    const token = await tools.mint({});
    const { kid } = tools.tenant.signingKeys.current();
    await tools.tenant.signingKeys.rotate();
    tools.tenant.signingKeys.revoke(kid);
    const { report } = await tools['debugger.inspect']({ text: token });
    expect(report).toMatchObject({ verdict: 'not_verified' });
    expect(codesOf(report ?? expect.fail())).toContain('kid-unknown');
  });

  it("verifies HS256 with the API's secret", async () => {
    const tools = await aDebugger();
    const token = await tools.mint({ aud: 'urn:secrets' }, { key: { secret } });
    expect((await tools['debugger.inspect']({ text: token })).report).toMatchObject({
      verdict: 'verified',
      key: { source: 'api_secret' },
    });
    const unknown = await tools.mint({ aud: 'urn:other' }, { key: { secret } });
    expect((await tools['debugger.inspect']({ text: unknown })).report).toMatchObject({ verdict: 'cannot_verify' });
  });

  it('says whose token it is where it is of another issuer', async () => {
    const tools = await aDebugger();
    const token = await (await aPair('RS256')).sign();
    const { report } = await tools['debugger.inspect']({ text: token });
    expect(report?.summary).toContain('issued by https://issuer.example/, whose keys are not known here');
    const { publicJwk } = await aPair('RS256');
    expect(
      (await tools['debugger.inspect']({ text: token, verifyWith: { kind: 'key', text: JSON.stringify(publicJwk) } }))
        .report,
    ).toMatchObject({ verdict: 'verified' });
  });

  it("tells a key of another from an altered token, where both name the tenant's kid", async () => {
    const tools = await aDebugger();
    const { kid } = tools.tenant.signingKeys.current();
    const foreign = await (await aPair('RS256')).sign(someClaims({ iss: issuer }), { kid });
    expect((await tools['debugger.inspect']({ text: foreign })).report?.summary).toContain(
      'was signed with another key',
    );
    const altered = alterPart(await tools.mint({}), 1);
    expect((await tools['debugger.inspect']({ text: altered })).report?.summary).toContain('was altered after signing');
  });

  it('warns of a key set that publishes private members', async () => {
    const tools = await aDebugger();
    const { sign, privateJwk } = await aPair('RS256');
    const verifyWith = { kind: 'jwks' as const, text: JSON.stringify({ keys: [privateJwk] }) };
    const { report } = await tools['debugger.inspect']({ text: await sign(), verifyWith });
    expect(codesOf(report ?? expect.fail())).toContain('jwks-problems');
  });

  it('answers a key that is none in words', async () => {
    const tools = await aDebugger();
    const answer = await tools['debugger.inspect']({
      text: await tools.mint({}),
      verifyWith: { kind: 'key', text: 'nonsense' },
    });
    expect(answer).toMatchObject({
      keyProblem: expect.stringContaining('Unknown key format'),
      report: { verdict: 'cannot_verify' },
    });
  });

  it('finds nothing in nothing', async () => {
    expect(await (await aDebugger())['debugger.inspect']({ text: ' ' })).toEqual({ found: [], index: 0 });
  });
});

describe('debugger.sign', () => {
  it("signs with the tenant's key, an API's secret, a given key and none", async () => {
    const tools = await aDebugger();
    const claims = someClaims({ iss: issuer });
    const sign = async (signWith: Parameters<(typeof tools)['debugger.sign']>[0]['signWith'], header: object = {}) =>
      (await tools['debugger.sign']({ header: { typ: 'JWT', ...header }, payload: claims, signWith })).token ?? '';
    const { kid } = tools.tenant.signingKeys.current();
    const verify = async (text: string) => (await tools['debugger.inspect']({ text })).report?.verdict;
    expect(await verify(await sign({ kind: 'tenant' }, { kid }))).toBe('verified');
    expect(await sign({ kind: 'api_secret', audience: 'urn:secrets' })).toMatch(/^eyJ.*\..*\.[\w-]{43}$/);
    expect(await sign({ kind: 'key', text: JSON.stringify((await aPair('ES256')).privateJwk) })).toMatch(
      /\.[\w-]{86}$/,
    );
    expect(await sign({ kind: 'none' }, { alg: 'none' })).toMatch(/\.$/);
    expect(
      await tools['debugger.sign']({ header: {}, payload: {}, signWith: { kind: 'api_secret', audience: 'urn:none' } }),
    ).toEqual({ problem: expect.stringContaining('urn:none') });
  });
});

describe('debugger.fetchKeys', () => {
  async function serveKeys(
    answer: (url: string) => { status?: number; headers?: Record<string, string>; body?: string },
  ): Promise<string> {
    const server = createServer((request, response) => {
      const {
        status = 200,
        headers = { 'content-type': 'application/json', 'cache-control': 'max-age=15' },
        body = '',
      } = answer(request.url ?? '');
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  }

  it('fetches a set by its address, by discovery and by the issuer', async () => {
    const tools = await aDebugger();
    const { publicJwk } = await aPair('RS256');
    const set = JSON.stringify({ keys: [publicJwk] });
    const origin: string = await serveKeys((url) => ({
      body: url === '/keys' ? set : JSON.stringify({ issuer: 'x', jwks_uri: '/keys' }),
    }));
    for (const path of ['/keys', '/.well-known/openid-configuration', '/']) {
      const answer = await tools['debugger.fetchKeys']({ address: `${origin}${path}`, allowedHosts: [] });
      expect(answer).toMatchObject({ text: set, form: 'JWK set of 1', url: `${origin}/keys`, warnings: [] });
    }
  });

  it('sends nothing to a host that was not agreed to', async () => {
    const tools = await aDebugger();
    expect(await tools['debugger.fetchKeys']({ address: 'https://keys.example/jwks', allowedHosts: [] })).toEqual({
      needsConsent: 'keys.example',
      warnings: [],
    });
    const origin = await serveKeys(() => ({ body: JSON.stringify({ jwks_uri: 'https://keys.example/jwks' }) }));
    expect(await tools['debugger.fetchKeys']({ address: origin, allowedHosts: [] })).toMatchObject({
      needsConsent: 'keys.example',
    });
  });

  it.each([
    [
      'a redirect to another host',
      () => ({ status: 302, headers: { location: 'http://keys.example/' } }),
      /redirects to another host/,
    ],
    ['an error', () => ({ status: 500 }), /answered 500/],
    ['a page', () => ({ body: '<html>' }), /Unknown key format/],
    ['more than 1 MB', () => ({ body: 'x'.repeat(1_100_000) }), /more than 1000000 bytes/],
  ])('answers %s in words', async (_what, answer, words) => {
    const tools = await aDebugger();
    const origin = await serveKeys(answer);
    expect((await tools['debugger.fetchKeys']({ address: `${origin}/keys`, allowedHosts: [] })).problem).toMatch(words);
  });

  it.each(['file:///etc/passwd', 'ftp://a.example/', 'nonsense'])('refuses %s', async (address) => {
    expect((await (await aDebugger())['debugger.fetchKeys']({ address, allowedHosts: [] })).problem).toContain(
      'no address of http',
    );
  });
});
