/** The deploy tool as its users run it: a process of its own that knows a domain, a client and the local authority. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTenant, startTestTenant } from '../builders/running-tenant.ts';
import { type AuthorityFile, writeAuthorityFile } from './authority-file.ts';

const execute = promisify(execFile);
const a0deploy = fileURLToPath(new URL('../../node_modules/auth0-deploy-cli/lib/index.js', import.meta.url));

/** Milliseconds. The tool spends seconds on its own schemas, more where the machine is busy. */
const patience = 120_000;

const definition = `
tenant:
  friendly_name: ##COMPANY## (##ENV##)
  session_lifetime: 3.0166666666666666
  idle_session_lifetime: 1
  enabled_locales: [en, de]
  session_cookie: {mode: non-persistent}
  flags: {enable_apis_section: true, enable_client_connections: false, enable_sso: true}
resourceServers:
  - name: Orders API
    identifier: https://orders.##ENV##.example/
    scopes: @@ORDER_SCOPES@@
    token_lifetime: 7200
    token_lifetime_for_web: 3600
    enforce_policies: true
    token_dialect: access_token_authz
  - name: Billing API
    identifier: urn:billing
    signing_alg: HS256
    signing_secret: the-secret-of-the-billing-api
clients:
  - name: Worker
    app_type: non_interactive
    grant_types: [client_credentials]
    cross_origin_auth: false
    jwt_configuration: {alg: RS256, lifetime_in_seconds: 36000, secret_encoded: false}
    client_metadata: {env: ##ENV##}
  - name: Shop
    app_type: regular_web
    callbacks: @@CALLBACKS@@
    custom_login_page: ./shop.html
    grant_types: [authorization_code, refresh_token]
    token_endpoint_auth_method: client_secret_basic
    oidc_conformant: true
  - name: Phone
    app_type: native
    mobile: {ios: {team_id: ABCDE12345, app_bundle_identifier: com.example.phone}}
clientGrants:
  - {client_id: Worker, audience: https://orders.##ENV##.example/, scope: [read:orders]}
  - {client_id: Worker, audience: urn:billing, scope: []}
  - {client_id: Shop, audience: urn:billing, scope: []}
`;

const mappings = {
  COMPANY: 'Acme',
  ENV: 'dev',
  ORDER_SCOPES: [{ value: 'read:orders', description: 'Read orders' }, { value: 'write:orders' }],
  CALLBACKS: ['http://localhost:3000/callback'],
};

describe('the deploy tool', () => {
  let folder: string;
  let first: DeployedTenant;
  let fresh: DeployedTenant;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tokenbench-deploy-'));
    [first, fresh] = await Promise.all([startDeployedTenant(), startDeployedTenant()]);
    write(folder, { 'in/tenant.yaml': definition, 'in/clients/shop.html': '<html>Shop</html>' });
    await first.run(['import', '-i', join(folder, 'in/tenant.yaml')]);
  }, patience);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await Promise.all([first.close(), fresh.close()]);
  });

  it('imports a definition with keywords, after which its applications get tokens', async () => {
    const { tenant, token } = first.running;
    expect(tenant.settings.get()).toMatchObject({
      friendly_name: 'Acme (dev)',
      session_lifetime: 181 / 60,
      flags: { enable_apis_section: true },
    });
    expect(tenant.resourceServers.get('https://orders.dev.example/')).toMatchObject({
      scopes: mappings.ORDER_SCOPES,
      token_lifetime: 7200,
    });
    expect(first.running.client('Shop')).toMatchObject({
      callbacks: mappings.CALLBACKS,
      custom_login_page: '<html>Shop</html>',
    });
    const [, payload = ''] = (await token('Worker', 'https://orders.dev.example/')).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ permissions: ['read:orders'] });
  });

  it('exports files that, imported into a fresh tenant or over what is there, come out the same', {
    timeout: patience,
  }, async () => {
    const before = await first.export(folder);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(['tenant.yaml', 'clients/Shop_custom_login_page.html', 'grants/Worker-Orders API.json']),
    );
    expect(before['tenant.yaml']).toContain('https://orders.dev.example/');

    write(join(folder, 'again'), before);
    await Promise.all([
      fresh.run(['import', '-i', join(folder, 'again')]),
      first.run(['import', '-i', join(folder, 'again/tenant.yaml')], { AUTH0_ALLOW_DELETE: 'true' }),
    ]);
    expect(await fresh.export(folder)).toEqual(before);
    expect(await first.export(folder)).toEqual(before);
  });
});

interface DeployedTenant {
  running: RunningTenant;
  /** @throws {Error} with what the tool printed, where it failed */
  run(words: string[], environment?: Readonly<Record<string, string>>): Promise<void>;
  /** The files of an export in both of its formats, by their path. */
  export(folder: string): Promise<Record<string, string>>;
  close(): Promise<void>;
}

async function startDeployedTenant(): Promise<DeployedTenant> {
  const running = await startTestTenant({ https: true });
  const authority: AuthorityFile = writeAuthorityFile(running.caCertificate ?? '');
  const { client_id, client_secret = '' } = running.client('Administrator');
  const run: DeployedTenant['run'] = async (words, environment = {}) => {
    const { PATH = '' } = process.env;
    const env = {
      PATH,
      NODE_EXTRA_CA_CERTS: authority.path,
      AUTH0_DOMAIN: running.httpsOrigin?.replace('https://', ''),
      AUTH0_CLIENT_ID: client_id,
      AUTH0_CLIENT_SECRET: client_secret,
      AUTH0_INCLUDED_ONLY: '["resourceServers","clientGrants","clients","tenant"]',
      AUTH0_KEYWORD_REPLACE_MAPPINGS: JSON.stringify(mappings),
      ...environment,
    };
    await execute(process.execPath, [a0deploy, ...words], { env, timeout: patience });
  };
  return {
    running,
    run,
    async export(folder) {
      const output = mkdtempSync(join(folder, 'out-'));
      await Promise.all(['yaml', 'directory'].map((format) => run(['export', '-f', format, '-o', output])));
      return readAll(output);
    },
    async close() {
      authority.remove();
      await running.close();
    },
  };
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function readAll(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const files = paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
