/** Files that people brought: which make up a definition, keywords, values that are wrong, entries that collide. */
import { generateKeyPairSync } from 'node:crypto';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportInput } from '../../../src-main/contract/methods/transfer.ts';
import { createNodeKeys } from '../../../src-main/platform/node-keys.ts';
import { createNodeRandom } from '../../../src-main/platform/node-random.ts';
import { createMemoryStore } from '../../../src-main/store/memory-store.ts';
import { createTenant, type Tenant } from '../../../src-main/tenant/create-tenant.ts';
import { KeywordReplacement } from '../../../src-main/tenant/transfer/keywords.ts';
import { yaml } from './import-into.ts';

/** The deploy tool's own function, from its package. */
const tool: { keywordReplace(input: string, mappings: Record<string, unknown>): string } = createRequire(
  import.meta.url,
)('auth0-deploy-cli/lib/tools/utils.js');

let tenant: Tenant;
beforeEach(async () => {
  const ports = { clock: Date.now, random: createNodeRandom(), keys: createNodeKeys(), store: createMemoryStore() };
  tenant = await createTenant(ports);
});

const plan = async (files: ImportInput['files'], options: Partial<ImportInput> = {}) =>
  (await tenant.transfer.prepare({ files, ...options })).plan;

const orders = '{name: Orders, identifier: "https://orders.example/", scopes: [{value: read:orders}]}';

describe('keywords', () => {
  it('are replaced as the tool replaces them', () => {
    const name = fc.constantFrom('ENV', 'URLS', 'A_B', 'SECRET');
    const value = fc.oneof(
      fc.constantFrom<unknown>('dev', 'a ##ENV## b', '@@URLS@@', '$& and $1 and $$', '', 7, true, null),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.record({ a: fc.string() }, { noNullPrototype: true }),
    );
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      name.map((one) => `##${one}##`),
      name.map((one) => `"@@${one}@@"`),
      name.map((one) => `'@@${one}@@'`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.dictionary(name, value, { maxKeys: 4 }), (pieces, mappings) => {
        const text = pieces.join(' ');
        const replaced = tool.keywordReplace(text, mappings);
        // What is left is quoted here, so that it is found by its place.
        fc.pre(!/@@[\w.-]+@@|##[\w.-]+##/.test(replaced));
        expect(new KeywordReplacement(mappings).replace(text)).toBe(replaced);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('of what is ignored stand in nobody’s way', async () => {
    const { canApply, keywords, ignored } = await plan(
      yaml(`resourceServers: [${orders}]\nemailProvider: {credentials: {api_key: '##MANDRILL_API_KEY##'}}\n`),
    );
    expect([canApply, keywords]).toEqual([true, []]);
    expect(ignored.map(({ place }) => place)).toEqual(['emailProvider']);
  });

  it('are told once each, with where they stand, also where YAML takes them for a comment', async () => {
    const text =
      'resourceServers:\n  - identifier: ##API_ID##\n    name: ##API_ID## API\nclients:\n  - name: ##APP##\n# ##TODO##\n';
    const { canApply, keywords, problems } = await plan(yaml(text));
    expect([canApply, keywords]).toEqual([false, ['API_ID', 'APP']]);
    expect(problems).toEqual([
      {
        place: 'resourceServers[0].identifier',
        message: 'Nothing is given for the keyword ##API_ID##. It stands at resourceServers[0].name as well.',
      },
      { place: 'clients[0].name', message: 'Nothing is given for the keyword ##APP##.' },
    ]);
  });

  it('in quotes are read as JSON', async () => {
    const text = "tenant: {enabled_locales: '@@LANGUAGES@@'}";
    expect(await plan(yaml(text), { mappings: { LANGUAGES: ['en', 'de'] } })).toMatchObject({ canApply: true });
  });

  it('that are missing leave out what holds them, where the rest is imported', async () => {
    const text = `resourceServers: [${orders}, {name: Other, identifier: ##ID##}]\nclients: [{name: Worker, logo_uri: '##LOGO##'}]`;
    const { canApply, counts, ignored } = { counts: undefined, ...(await plan(yaml(text), { skipsProblems: true })) };
    expect([canApply, counts]).toEqual([true, undefined]);
    expect(ignored.map(({ place }) => place)).toEqual(['resourceServers[1]', 'clients[0].logo_uri']);
  });
});

describe('what is wrong', () => {
  it('where the tenant does not act on it is left out, with the reason', async () => {
    const { canApply, ignored, items } = await plan(
      yaml('clients: [{name: Old, logo_uri: logo.png, callbacks: [nowhere], description: kept}]'),
    );
    expect(canApply).toBe(true);
    expect(ignored.map(({ place }) => place).sort()).toEqual(['clients[0].callbacks', 'clients[0].logo_uri']);
    expect(ignored[0]?.reason).toMatch(/^Left out: /);
    expect(items.map(({ name, action }) => [name, action])).toContainEqual(['Old', 'create']);
  });

  it('where it acts on it is told once, with what hangs on it beneath; the rest can be imported', async () => {
    const text = `
resourceServers: [{name: Broken, identifier: "https://broken.example/", token_lifetime: -1}, ${orders}]
clients: [{name: Worker, grant_types: [client_credentials]}]
clientGrants:
  - {client_id: Worker, audience: "https://broken.example/", scope: []}
  - {client_id: Worker, audience: "https://orders.example/", scope: [read:orders]}
`;
    const { canApply, problems } = await plan(yaml(text));
    expect(canApply).toBe(false);
    expect(problems).toEqual([
      expect.objectContaining({ place: 'resourceServers[0].token_lifetime', dependents: ['clientGrants[0]'] }),
    ]);
    const prepared = await tenant.transfer.prepare({ files: yaml(text), skipsProblems: true });
    prepared.keep();
    expect(tenant.clientGrants.count).toBe(1);
    expect(tenant.resourceServers.byIdentifier('https://broken.example/')).toBeUndefined();
  });

  it('two APIs of one identifier are both named', async () => {
    const { problems } = await plan(yaml(`resourceServers: [${orders}, ${orders}]`));
    expect(problems[0]?.message).toBe(
      'The API https://orders.example/ stands at resourceServers[0] and at resourceServers[1]: keep one of them.',
    );
  });

  it('an encryption key that the files only name is left out', async () => {
    const key = '{name: K, alg: RSA-OAEP-256, kid: k1, thumbprint_sha256: abc}';
    const { canApply, ignored } = await plan(
      yaml(
        `resourceServers: [{name: Orders, identifier: "https://orders.example/", token_encryption: {format: compact-nested-jwe, encryption_key: ${key}}}]`,
      ),
    );
    expect(canApply).toBe(true);
    expect(ignored.map(({ place }) => place)).toContain('resourceServers[0].token_encryption');
  });
});

describe('as the deploy tool’s own examples have it', () => {
  const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();

  it('a grant to an application that is nowhere is left out, and the rest comes in', async () => {
    const text = `resourceServers: [${orders}]\nclientGrants: [{client_id: My M2M, audience: "https://orders.example/", scope: [read:orders]}]`;
    const { canApply, ignored } = await plan(yaml(text));
    expect(canApply).toBe(true);
    expect(ignored).toEqual([
      { place: 'clientGrants[0]', reason: 'Left out: no application has the name or the id My M2M.' },
    ]);
  });

  it.each(['new', 'kept'])('an application (%s) with a key and the method of a secret has the key', async (which) => {
    if (which === 'kept') await tenant.clients.create({ name: 'Worker' });
    const client = {
      name: 'Worker',
      token_endpoint_auth_method: 'client_secret_post',
      client_authentication_methods: {
        private_key_jwt: { credentials: [{ name: 'k', credential_type: 'public_key', pem: publicKey }] },
      },
    };
    const prepared = await tenant.transfer.prepare({ files: yaml(JSON.stringify({ clients: [client] })) });
    expect(prepared.plan.problems).toEqual([]);
    prepared.keep();
    const [worker] = tenant.clients.named('Worker');
    expect(worker?.token_endpoint_auth_method).toBeUndefined();
    expect(worker?.credentials).toMatchObject([{ name: 'k' }]);
  });

  it('sections of every kind beside those of the tenant are named as ignored, and none stands in the way', async () => {
    const others = ['actions', 'triggers', 'databases', 'roles', 'emailTemplates', 'guardianFactors', 'organizations'];
    const text = [`resourceServers: [${orders}]`, ...others.map((name) => `${name}: [{name: x}]`), 'pages: []'].join(
      '\n',
    );
    const { canApply, ignored } = await plan(yaml(text));
    expect(canApply).toBe(true);
    expect(ignored.map(({ place }) => place)).toEqual(others);
  });
});

describe('which files make up a definition', () => {
  const api = {
    path: 'resource-servers/Orders.json',
    text: '{"name":"Orders","identifier":"https://orders.example/"}',
  };
  const below = (folder: string, files: ImportInput['files']) =>
    files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
  const folder = [
    { path: 'tenant.json', text: '{"friendly_name":"Acme"}' },
    { path: 'clients/A.json', text: '{"name":"A"}' },
    api,
  ];
  const namesOf = async (files: ImportInput['files']) =>
    (await plan(files)).items
      .filter(({ action }) => action === 'create')
      .map(({ name }) => name)
      .sort();

  it('a folder, beside workflows of other tools', async () => {
    const workflow = { path: '.github/workflows/deploy.yml', text: 'on: push\njobs: {}\n' };
    expect(await namesOf([workflow, ...folder])).toEqual(['A', 'Orders']);
  });

  it('a file in the root of a repository, beside a composition of containers', async () => {
    const compose = { path: 'docker-compose.yaml', text: 'services: {app: {image: app}}\n' };
    const definition = { path: 'auth0/tenant.yaml', text: `resourceServers: [${orders}]` };
    expect(await namesOf([compose, definition])).toEqual(['Orders']);
  });

  it('only what stands right below the folders, and is not empty', async () => {
    const drafts = { path: 'clients/drafts/B.json', text: '{"name":"B"}' };
    const empty = { path: 'clients/C.json', text: '' };
    expect(await namesOf([...folder, drafts, empty])).toEqual(['A', 'Orders']);
  });

  it('two whole tenants are refused, and both named', async () => {
    await expect(plan([...below('dev', folder), ...below('prod', folder)])).rejects.toMatchObject({
      message: expect.stringContaining('There is more than one definition: dev, prod'),
    });
  });

  it('what the tool’s configuration leaves out is left out', async () => {
    const text = `resourceServers: [${orders}]\nclients: [{name: Skip me}, {name: Take me}]`;
    const { items } = await plan(yaml(text), { exclude: { clients: ['Skip me'], sections: ['resourceServers'] } });
    expect(items.filter(({ action }) => action === 'create').map(({ name }) => name)).toEqual(['Take me']);
  });
});
