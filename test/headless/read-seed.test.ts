import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exportPKCS8, generateKeyPair } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { startTenant } from '../../src-main/headless/library.ts';
import { readSeed } from '../../src-main/headless/read-seed.ts';
import { createNodeKeys } from '../../src-main/platform/node-keys.ts';
import { createNodeRandom } from '../../src-main/platform/node-random.ts';
import { SeedError, type SeedSource } from '../../src-main/runtime/seed-source.ts';
import { createMemoryStore } from '../../src-main/store/memory-store.ts';
import { createTenant, type Tenant } from '../../src-main/tenant/create-tenant.ts';
import { TenantError } from '../../src-main/tenant/tenant-error.ts';
import { Findings } from '../../src-main/tenant/transfer/findings.ts';
import { readFiles } from '../../src-main/tenant/transfer/read-files.ts';
import { quickTenant } from '../builders/quick-tenant.ts';
import { storedIn } from '../builders/stored-in.ts';
import { aSeed } from './a-seed.ts';
import { makeTemporaryFolder, writeTemporaryFile } from './temporary-folder.ts';

const yaml = `
resourceServers:
  - identifier: https://orders.example/
    scopes: &scopes
      - value: read:orders
clients:
  - name: Shipping
    app_type: non_interactive
clientGrants:
  - client_id: Shipping
    audience: https://orders.example/
    scope: [read:orders, write:orders]
`;

/** A tenant of nothing but the seed. */
async function filledWith(seed: SeedSource, store = createMemoryStore()): Promise<Tenant> {
  const ports = { clock: Date.now, random: createNodeRandom(), keys: createNodeKeys(), store };
  return createTenant(ports, { fill: seed.apply });
}

function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function contentOf(path: string, text: string): unknown {
  const source = readFiles([{ path, text }], new Findings(), { expected: 'seed' });
  return source.format === 'seed' ? source.content : source.format;
}

/** The refusal of a text, without the file's name in front. */
async function refusalOf(text: string, name = 'seed.yaml'): Promise<SeedError & { short: string }> {
  const file = writeTemporaryFile(name, text);
  try {
    await readSeed(file);
  } catch (error) {
    if (error instanceof SeedError) return Object.assign(error, { short: error.message.replace(file, name) });
    throw error;
  }
  throw new Error('The seed was accepted.');
}

describe('a seed file', () => {
  it('is YAML', async () => {
    expect(contentOf('seed.yaml', yaml)).toMatchObject({
      resourceServers: [{ identifier: 'https://orders.example/', scopes: [{ value: 'read:orders' }] }],
      clientGrants: [{ scope: ['read:orders', 'write:orders'] }],
    });
  });

  it('is JSON, indented by tabs or not at all, with or without a byte order mark', async () => {
    const seed = aSeed();
    for (const text of [JSON.stringify(seed), JSON.stringify(seed, undefined, '\t'), `\uFEFF${JSON.stringify(seed)}`]) {
      expect(contentOf('seed.json', text)).toEqual(seed);
    }
  });

  it('may write what repeats once, with an anchor and a merge', async () => {
    const text = `
clients:
  - &machine { name: One, app_type: non_interactive, grant_types: [client_credentials] }
  - <<: *machine
    name: Two
`;
    expect(contentOf('seed.yaml', text)).toEqual({
      clients: [
        { name: 'One', app_type: 'non_interactive', grant_types: ['client_credentials'] },
        { name: 'Two', app_type: 'non_interactive', grant_types: ['client_credentials'] },
      ],
    });
  });
});

describe('an error in a seed file is one line', () => {
  it('with line and column where the syntax is broken', async () => {
    const { short, place } = await refusalOf('clients:\n  - name: "Shipping\n');
    expect(place).toEqual({ line: 3, column: 1 });
    expect(short).toBe('seed.yaml:3:1: Missing closing "quote.');
  });

  it('with line, column and path where a value does not fit the schema', async () => {
    const { short, path, place } = await refusalOf(yaml.replace('name: Shipping', 'name: 17'));
    expect(path).toBe('clients[0].name');
    expect(place).toEqual({ line: 7, column: 11 });
    expect(short).toBe('seed.yaml:7:11 clients[0].name: This has to be a text, not a number.');
  });

  it('that points at the name of a property that does not exist', async () => {
    const { short, place } = await refusalOf(yaml.replace('app_type', 'app_typ'));
    expect(place).toEqual({ line: 8, column: 5 });
    expect(short).toMatch(/^seed\.yaml:8:5 clients\[0\]: There is nothing here that is called app_typ\./);
  });

  it('that points at the mapping where a property is missing', async () => {
    const { short } = await refusalOf(yaml.replace('    audience: https://orders.example/\n', ''));
    expect(short).toBe('seed.yaml:10:5 clientGrants[0]: audience is missing.');
  });

  it('that points through an alias at the value it stands for', async () => {
    const { place, path } = await refusalOf(`${yaml}  - { client_id: Shipping, audience: a, scope: *scopes }\n`);
    expect(path).toBe('clientGrants[1].scope[0]');
    expect(place).toEqual({ line: 5, column: 9 });
  });

  it('in JSON too', async () => {
    const { short } = await refusalOf('{\n  "clients": [\n    { "name": "<b>" }\n  ]\n}', 'seed.json');
    expect(short).toBe('seed.json:3:15 clients[0].name: This has to be a text, not empty, without < and >.');
  });

  it('where a rule of the tenant refuses it, at the nearest place there is', async () => {
    const file = writeTemporaryFile('seed.yaml', yaml);
    const seed = await readSeed(file);
    const refuse = (field: string) => seed.explain(new TenantError('invalid_body', 'No such scope.', { field }));
    expect(refuse('clientGrants[0].scope[1]')).toMatchObject({
      message: `${file}:12:26 clientGrants[0].scope[1]: No such scope.`,
    });
    expect(refuse('clientGrants[0].nothing.here')).toMatchObject({ place: { line: 10, column: 5 } });
    const other = new Error('something else');
    expect(seed.explain(other)).toBe(other);
  });

  it.each([
    ['empty', '', 'seed.yaml:1:1: The file is empty. A seed has any of: tenant, '],
    ['a list', '- one\n', 'seed.yaml:1:1: This has to be a mapping, not a list. A seed has any of: tenant, '],
    ['a text', 'hello', 'seed.yaml:1:1: This has to be a mapping, not a text. A seed has any of: tenant, '],
  ])('where the file is %s', async (_what, text, message) => {
    expect((await refusalOf(text)).short).toContain(message);
  });

  it.each([
    ['YAML', 'clients: []\nclients: []\n', '2:1'],
    ['JSON', '{\n  "clients": [],\n  "clients": []\n}', '3:3'],
  ])('where a name stands twice in %s', async (_format, text, place) => {
    expect((await refusalOf(text)).short).toBe(`seed.yaml:${place}: The same name stands twice in one mapping.`);
  });

  it.each([
    ['several documents', 'clients: []\n---\nclients: []\n'],
    ['a tag of another program', 'clients: !!js/function "return 1"\n'],
    ['an alias without an anchor', 'clients: *nobody\n'],
    ['tabs as indentation', 'clients:\n\t- name: One\n'],
  ])('where it has %s', async (_what, text) => {
    expect((await refusalOf(text)).short).toMatch(/^seed\.yaml:\d+:\d+: [^\n]+$/);
  });

  it('where aliases would fill the memory', async () => {
    const layers = Array.from({ length: 12 }, (_, layer) =>
      layer === 0 ? 'l0: &l0 [x, x, x, x]' : `l${layer}: &l${layer} [${`*l${layer - 1}, `.repeat(9)}]`,
    );
    expect((await refusalOf(layers.join('\n'))).message).toContain('Its aliases repeat far too much');
  });

  it('that never quotes a value of the file', async () => {
    const secret = 'hunter2-hunter2-hunter2';
    for (const text of [
      `clients:\n  - name: One\n    client_secret: |${secret}\n`,
      `clients:\n  - name: One\n    client_secret: "${secret}\n`,
      `clients:\n  - name: One\n    client_secret: '${secret}' ${secret}\n`,
      `clients:\n  - name: One\n    client_secret: "\\z${secret}"\n`,
      `clients:\n  - name: One\n   client_secret: ${secret}\n  ${secret}\n`,
      `clients:\n  - name: One\n    client_secret: [${secret}]\n`,
      `resourceServers:\n  - identifier: a\n    signing_secret: ${secret.slice(0, 15)}\n`,
    ]) {
      expect((await refusalOf(text)).message).not.toContain('hunter2');
    }
  });

  it('where there is nothing at the path', async () => {
    const missing = join(makeTemporaryFolder(), 'seed.yaml');
    await expect(readSeed(missing)).rejects.toThrow(`${missing}: there is no such file or folder. Give a seed or`);
  });
});

describe('what an import takes, a seed takes', () => {
  const machines = { applications: [{ name: 'Shipping' }] };

  it('as the folder that the deploy tool exports, what the tenant has not being left out and said', async () => {
    const folder = makeTemporaryFolder();
    writeFiles(folder, {
      'tenant.json': '{"friendly_name":"@@NAME@@"}',
      'clients/Shipping.json': '{"name":"Shipping","app_type":"non_interactive","grant_types":["client_credentials"]}',
      'resource-servers/Orders.json':
        '{"name":"Orders","identifier":"https://##ENV##.orders.example/","scopes":[{"value":"read:orders"}]}',
      'grants/Shipping.json':
        '{"client_id":"Shipping","audience":"https://##ENV##.orders.example/","scope":["read:orders"]}',
      'actions/add-claims/code.js': '',
      'roles/Admin.json': '{"name":"Admin"}',
    });
    const said: string[] = [];
    const seed = await readSeed(folder, { keyword: { NAME: 'Orders Ltd.', ENV: 'dev' } }, (line) => said.push(line));
    const tenant = await filledWith(seed);
    expect(tenant.settings.get()).toMatchObject({ friendly_name: 'Orders Ltd.' });
    expect(tenant.clientGrants.matching({})).toMatchObject([
      { audience: 'https://dev.orders.example/', scope: ['read:orders'] },
    ]);
    expect(said).toEqual([`of ${folder} roles are left out: "tokenbench import ${folder} --dry-run" says why.`]);
  });

  it('as one tenant.yaml, known by its sections or its keywords', async () => {
    const text = 'clients:\n  - name: Shipping\n    nobody_knows: 1\nactions:\n  - name: add-claims\n';
    expect(contentOf('tenant.yaml', text)).toBe('deploy_tool');
    expect(contentOf('tenant.yaml', 'clients:\n  - name: ##WHO##\n')).toBe('deploy_tool');
    const tenant = await startTenant({ seed: writeTemporaryFile('tenant.yaml', text) });
    await tenant.stop();
    expect(tenant).toMatchObject(machines);
  });

  it('with keywords from the environment, and a refusal where there is none', async () => {
    const file = writeTemporaryFile('tenant.yaml', 'clients:\n  - name: "##TOKENBENCH_TEST_WHO##"\n');
    await expect(startTenant({ seed: file })).rejects.toThrow(
      `${file} clients[0].name: Nothing is given for the keyword ##TOKENBENCH_TEST_WHO##.`,
    );
    vi.stubEnv('TOKENBENCH_TEST_WHO', 'Shipping');
    const tenant = await startTenant({ seed: file });
    vi.unstubAllEnvs();
    await tenant.stop();
    expect(tenant).toMatchObject(machines);
  });

  it('as a Tokenbench file', async () => {
    const tenant = await quickTenant({ seed: aSeed() });
    const { files } = await tenant.transfer.export({ format: 'tokenbench' });
    const file = writeTemporaryFile('fixture.json', files[0]?.text ?? '');
    const copy = await filledWith(await readSeed(file));
    expect(copy.clients.matching(() => true).map(({ name }) => name)).toEqual(
      tenant.clients.matching(() => true).map(({ name }) => name),
    );
  });

  it('and a problem of one keeps the tenant from its start, unless the rest is asked for', async () => {
    const file = writeTemporaryFile(
      'tenant.yaml',
      'clients:\n  - name: Shipping\n  - name: 17\nactions:\n  - name: add-claims\n',
    );
    const store = createMemoryStore();
    await expect(filledWith(await readSeed(file), store)).rejects.toThrow(`${file} clients[1].name: `);
    expect(storedIn(store)).toBeUndefined();
    const tenant = await filledWith(await readSeed(file, { skipProblems: true }), store);
    expect(tenant.clients.named('Shipping')).toHaveLength(1);
  });

  it('and an import takes a seed', async () => {
    const tenant = await quickTenant();
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const seed = { ...aSeed(), signingKeys: [{ privateKey: await exportPKCS8(privateKey), kid: 'of-the-seed' }] };
    const prepared = await tenant.transfer.prepare({ files: [{ path: 'seed.json', text: JSON.stringify(seed) }] });
    expect(prepared.plan).toMatchObject({ format: 'seed', problems: [], canApply: true });
    prepared.keep();
    expect(tenant.signingKeys.list()[0]).toMatchObject({ kid: 'of-the-seed', state: 'current' });
  });
});
