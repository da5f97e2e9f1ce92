import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSeed } from '../../src-main/headless/read-seed.ts';
import { SeedError } from '../../src-main/runtime/seed-source.ts';
import { TenantError } from '../../src-main/tenant/tenant-error.ts';
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

/** The refusal of a text, without the file's name in front. */
function refusalOf(text: string, name = 'seed.yaml'): SeedError & { short: string } {
  const file = writeTemporaryFile(name, text);
  try {
    readSeed(file);
  } catch (error) {
    if (error instanceof SeedError) return Object.assign(error, { short: error.message.replace(file, name) });
    throw error;
  }
  throw new Error('The seed was accepted.');
}

describe('a seed file', () => {
  it('is YAML', () => {
    expect(readSeed(writeTemporaryFile('seed.yaml', yaml)).value).toMatchObject({
      resourceServers: [{ identifier: 'https://orders.example/', scopes: [{ value: 'read:orders' }] }],
      clientGrants: [{ scope: ['read:orders', 'write:orders'] }],
    });
  });

  it('is JSON, indented by tabs or not at all, with or without a byte order mark', () => {
    const seed = aSeed();
    for (const text of [JSON.stringify(seed), JSON.stringify(seed, undefined, '\t'), `\uFEFF${JSON.stringify(seed)}`]) {
      expect(readSeed(writeTemporaryFile('seed.json', text)).value).toEqual(seed);
    }
  });

  it('may write what repeats once, with an anchor and a merge', () => {
    const text = `
clients:
  - &machine { name: One, app_type: non_interactive, grant_types: [client_credentials] }
  - <<: *machine
    name: Two
`;
    expect(readSeed(writeTemporaryFile('seed.yaml', text)).value).toEqual({
      clients: [
        { name: 'One', app_type: 'non_interactive', grant_types: ['client_credentials'] },
        { name: 'Two', app_type: 'non_interactive', grant_types: ['client_credentials'] },
      ],
    });
  });
});

describe('an error in a seed file is one line', () => {
  it('with line and column where the syntax is broken', () => {
    const { short, place } = refusalOf('clients:\n  - name: "Shipping\n');
    expect(place).toEqual({ line: 3, column: 1 });
    expect(short).toBe('seed.yaml:3:1: Missing closing "quote.');
  });

  it('with line, column and path where a value does not fit the schema', () => {
    const { short, path, place } = refusalOf(yaml.replace('name: Shipping', 'name: 17'));
    expect(path).toBe('clients[0].name');
    expect(place).toEqual({ line: 7, column: 11 });
    expect(short).toBe('seed.yaml:7:11 clients[0].name: This has to be a text, not a number.');
  });

  it('that points at the name of a property that does not exist', () => {
    const { short, place } = refusalOf(yaml.replace('app_type', 'app_typ'));
    expect(place).toEqual({ line: 8, column: 5 });
    expect(short).toMatch(/^seed\.yaml:8:5 clients\[0\]: There is nothing here that is called app_typ\./);
  });

  it('that points at the mapping where a property is missing', () => {
    const { short } = refusalOf(yaml.replace('    audience: https://orders.example/\n', ''));
    expect(short).toBe('seed.yaml:10:5 clientGrants[0]: audience is missing.');
  });

  it('that points through an alias at the value it stands for', () => {
    const { place, path } = refusalOf(`${yaml}  - { client_id: Shipping, audience: a, scope: *scopes }\n`);
    expect(path).toBe('clientGrants[1].scope[0]');
    expect(place).toEqual({ line: 5, column: 9 });
  });

  it('in JSON too', () => {
    const { short } = refusalOf('{\n  "clients": [\n    { "name": "<b>" }\n  ]\n}', 'seed.json');
    expect(short).toBe('seed.json:3:15 clients[0].name: This has to be a text, not empty, without < and >.');
  });

  it('where a rule of the tenant refuses it, at the nearest place there is', () => {
    const file = writeTemporaryFile('seed.yaml', yaml);
    const seed = readSeed(file);
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
  ])('where the file is %s', (_what, text, message) => {
    expect(refusalOf(text).short).toContain(message);
  });

  it.each([
    ['YAML', 'clients: []\nclients: []\n', '2:1'],
    ['JSON', '{\n  "clients": [],\n  "clients": []\n}', '3:3'],
  ])('where a name stands twice in %s', (_format, text, place) => {
    expect(refusalOf(text).short).toBe(`seed.yaml:${place}: The same name stands twice in one mapping.`);
  });

  it.each([
    ['several documents', 'clients: []\n---\nclients: []\n'],
    ['a tag of another program', 'clients: !!js/function "return 1"\n'],
    ['an alias without an anchor', 'clients: *nobody\n'],
    ['tabs as indentation', 'clients:\n\t- name: One\n'],
  ])('where it has %s', (_what, text) => {
    expect(refusalOf(text).short).toMatch(/^seed\.yaml:\d+:\d+: [^\n]+$/);
  });

  it('where aliases would fill the memory', () => {
    const layers = Array.from({ length: 12 }, (_, layer) =>
      layer === 0 ? 'l0: &l0 [x, x, x, x]' : `l${layer}: &l${layer} [${`*l${layer - 1}, `.repeat(9)}]`,
    );
    expect(refusalOf(layers.join('\n')).message).toContain('Its aliases repeat far too much');
  });

  it('that never quotes a value of the file', () => {
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
      expect(refusalOf(text).message).not.toContain('hunter2');
    }
  });

  it('where the file is not there, or is a folder', () => {
    const folder = makeTemporaryFolder();
    const missing = join(folder, 'seed.yaml');
    expect(() => readSeed(missing)).toThrow(`${missing}: there is no such file. Give the path of a seed file`);
    expect(() => readSeed(folder)).toThrow(`${folder}: it is a folder. Give the path of a seed file`);
  });
});
