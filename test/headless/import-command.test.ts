import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const httpOnly = ['--port', '0', '--https-port', 'off'];

const definition = `
resourceServers: [{name: Orders API, identifier: "https://orders.##ENV##.example/", scopes: @@SCOPES@@}]
clients: [{name: Worker, app_type: non_interactive, grant_types: [client_credentials], custom_login_page: ./page.html}]
clientGrants: [{client_id: Worker, audience: "https://orders.##ENV##.example/", scope: [read:orders]}]
actions: [{name: Enrich}]
`;
const scopes = { AUTH0_KEYWORD_REPLACE_MAPPINGS: '{"SCOPES":[{"value":"read:orders"}]}' };

function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function seedOf(names: readonly string[]): string {
  const file = join(makeTemporaryFolder(), 'seed.json');
  writeFileSync(file, JSON.stringify({ clients: names.map((name) => ({ name })) }));
  return file;
}

describe('import', () => {
  it('shows what it would do, asks to be told, and gives a running tenant all of it', async () => {
    const data = makeTemporaryFolder();
    const folder = write(makeTemporaryFolder(), { 'tenant.yaml': definition, 'clients/page.html': '<p>Hello</p>' });
    const { ready } = await serve([...httpOnly, '--data', data]);
    const run = (...words: string[]) =>
      runCommand(['import', join(folder, 'tenant.yaml'), '--data', data, '--keyword', 'ENV=dev', ...words], {
        env: scopes,
      });

    const dry = await run('--dry-run');
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toContain('+ API: Orders API\n+ Application: Worker\n    New client secret generated');
    expect(dry.stdout).toContain('Kept: not in the files:\n    API: Appointments API');
    expect(dry.stdout).toContain('Ignored:\n    actions: Not supported.\n3 to create.\n');

    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes to apply') });
    expect((await run('--yes')).stdout).toMatch(/3 to create\.\nImported\.\n$/);
    const token = await runCommand([
      'token',
      '--client',
      'Worker',
      '--audience',
      'https://orders.dev.example/',
      '--data',
      data,
    ]);
    expect(token.stdout).toMatch(/^ey/);
    expect((await run('--yes')).stdout).toMatch(/Nothing to change\.\n$/);
    expect(ready.issuer).toContain('http://localhost:');
  });

  it('makes a tenant where there is none, and none for a look', async () => {
    const data = join(makeTemporaryFolder(), 'new', 'tenant');
    const file = join(write(makeTemporaryFolder(), { 'tenant.yaml': definition }), 'tenant.yaml');
    const run = (...words: string[]) =>
      runCommand(['import', file, '--data', data, '--keyword', 'ENV=dev', ...words], { env: scopes });
    expect(await run('--dry-run')).toMatchObject({ code: 0, stdout: expect.stringContaining('3 to create.') });
    expect(existsSync(data)).toBe(false);
    expect(await run('--yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('Imported.') });
    expect(readFileSync(join(data, 'tenant.db'), 'utf8')).toContain('https://orders.dev.example/');
  });

  it('reads UTF-16 by its mark, and refuses what is no UTF-8', async () => {
    const data = makeTemporaryFolder();
    const folder = makeTemporaryFolder();
    const text = 'clients: [{name: Grüße}]';
    writeFileSync(join(folder, 'utf16.yaml'), Buffer.from(`\ufeff${text}`, 'utf16le'));
    writeFileSync(join(folder, 'latin1.yaml'), Buffer.from(text, 'latin1'));
    const run = (name: string) => runCommand(['import', join(folder, name), '--data', data, '--dry-run']);
    expect((await run('utf16.yaml')).stdout).toContain('+ Application: Grüße');
    const refused = await run('latin1.yaml');
    expect(refused.code).toBe(7);
    expect(refused.stderr).toContain('latin1.yaml is no UTF-8: most likely Latin-1 or Windows-1252');
  });

  it('heeds what the configuration of the deploy tool leaves out, and says what it does not heed', async () => {
    const data = makeTemporaryFolder();
    const folder = write(makeTemporaryFolder(), {
      'tenant.yaml': definition,
      'config.json': JSON.stringify({
        AUTH0_KEYWORD_REPLACE_MAPPINGS: { ENV: 'dev', SCOPES: [{ value: 'read:orders' }] },
        AUTH0_EXCLUDED_CLIENTS: ['Worker'],
        EXCLUDED_PROPS: { clients: ['description'] },
      }),
    });
    const options = ['--data', data, '--mappings', join(folder, 'config.json'), '--dry-run'];
    const { stdout, stderr } = await runCommand(['import', join(folder, 'tenant.yaml'), ...options, '--skip-problems']);
    expect(stdout).not.toContain('+ Application: Worker');
    expect(stdout).toContain('clients[0]: The configuration of the deploy tool leaves it out.');
    expect(stderr).toContain('EXCLUDED_PROPS of');
  });

  it.skipIf(process.platform === 'win32')('follows no links, neither in circles nor out of the folder', async () => {
    const folder = write(makeTemporaryFolder(), { 'tenant.json': '{}', 'clients/Mine.json': '{"name":"Mine"}' });
    const outside = write(makeTemporaryFolder(), { 'Theirs.json': '{"name":"Theirs"}' });
    for (const name of ['a', 'b']) symlinkSync('.', join(folder, name));
    symlinkSync(outside, join(folder, 'clients', 'linked'));
    symlinkSync('/', join(folder, 'everything'));
    const data = makeTemporaryFolder();
    await (await serve([...httpOnly, '--data', data])).stop();
    const { code, stdout } = await runCommand(['import', folder, '--data', data, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('+ Application: Mine');
    expect(stdout).not.toContain('Theirs');
  });

  it('takes keywords from the environment by their names, and says which are missing', async () => {
    const data = makeTemporaryFolder();
    const file = join(write(makeTemporaryFolder(), { 'tenant.yaml': definition }), 'tenant.yaml');
    await (await serve([...httpOnly, '--data', data])).stop();
    const missing = await runCommand(['import', file, '--data', data, '--yes'], { env: scopes });
    expect(missing.code).toBe(7);
    expect(missing.stdout).toContain(
      'resourceServers[0].identifier: Nothing is given for the keyword ##ENV##. It stands at clientGrants[0].audience as well.',
    );
    expect(missing.stderr).toContain('add --skip-problems to import the rest');
    const skipped = await runCommand(['import', file, '--data', data, '--dry-run', '--skip-problems'], { env: scopes });
    expect(skipped).toMatchObject({ code: 0, stdout: expect.stringContaining('+ Application: Worker') });
    const { code, stdout } = await runCommand(['import', file, '--data', data, '--yes', '--json'], {
      env: { ...scopes, ENV: 'stage' },
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ canApply: true, format: 'deploy_tool' });
    expect(readFileSync(join(data, 'tenant.db'), 'utf8')).toContain('https://orders.stage.example/');
  });

  it.each([
    [['nowhere.yaml'], 7, 'there is no such file or folder'],
    [['package.json', '--keyword', 'X'], 2, 'A keyword is given as NAME=VALUE'],
    [['package.json', '--mappings', 'LICENSE'], 2, 'LICENSE is not a JSON object of keywords'],
    [['package.json', '--passphrase-file', 'nowhere'], 2, 'the passphrase file nowhere cannot be read'],
    [['package.json', '--dry-run'], 7, 'It has none of tenant, resourceServers'],
  ])('ends %j with %i', async (words, code, message) => {
    const ended = await runCommand(['import', ...words, '--data', makeTemporaryFolder()]);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});

describe('export', () => {
  it('writes a fixture that an import elsewhere takes, secrets and keys under a passphrase', async () => {
    const [data, other, folder] = [makeTemporaryFolder(), makeTemporaryFolder(), makeTemporaryFolder()];
    await serve([...httpOnly, '--data', data]);
    await (await serve([...httpOnly, '--data', other, '--no-sample'])).stop();
    const env = { TOKENBENCH_PASSPHRASE: 'correct horse' };
    const [plain, sealed] = [join(folder, 'plain.json'), join(folder, 'sealed.json')];
    const exported = (words: string[], from = data) => runCommand(['export', '--data', from, ...words], { env });

    expect(await exported(['--output', plain])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect((await exported([])).stdout).toBe(readFileSync(plain, 'utf8'));
    expect(readFileSync(plain, 'utf8')).not.toMatch(/"client_secret"|privateJwk/);

    expect((await exported(['--with-secrets', '--include-keys', '--output', sealed])).code).toBe(0);
    if (process.platform !== 'win32') expect(statSync(sealed).mode & 0o777).toBe(0o600);
    const locked = await runCommand(['import', sealed, '--data', other, '--yes']);
    expect(locked).toMatchObject({ code: 7, stdout: expect.stringContaining('type its passphrase') });
    const wrong = await runCommand(['import', sealed, '--data', other], { env: { TOKENBENCH_PASSPHRASE: 'wrong' } });
    expect(wrong).toMatchObject({ code: 7, stderr: expect.stringContaining('This passphrase does not open') });

    const opened = await runCommand(['import', sealed, '--data', other, '--yes', '--remove-others'], { env });
    expect(opened).toMatchObject({ code: 0, stderr: '' });
    expect((await exported([], other)).stdout).toBe(readFileSync(plain, 'utf8'));
    const keys = (of: string) => runCommand(['keys', 'list', '--data', of]);
    expect((await keys(other)).stdout).toBe((await keys(data)).stdout);
  });

  it('writes the folder of the deploy tool', async () => {
    const [data, folder] = [makeTemporaryFolder(), join(makeTemporaryFolder(), 'auth0')];
    await (await serve([...httpOnly, '--data', data])).stop();
    expect(await runCommand(['export', '--data', data, '--format', 'directory', '--output', folder])).toMatchObject({
      code: 0,
    });
    expect(readdirSync(folder).toSorted()).toEqual(['clients', 'grants', 'resource-servers', 'tenant.json']);
    const again = await runCommand(['import', folder, '--data', data, '--dry-run']);
    expect(again.stdout).toMatch(/Nothing to change\.\n$/);
  });

  it('names files as every system takes them, and writes all of them or none', async () => {
    const [data, folder] = [makeTemporaryFolder(), join(makeTemporaryFolder(), 'auth0')];
    const names = ['CON', 'aux.', '東'.repeat(400), 'a/b:c*', 'Same', 'same'];
    const running = await serve([...httpOnly, '--data', data, '--no-sample', '--seed', seedOf(names)]);
    expect(await runCommand(['export', '--data', data, '--format', 'directory', '--output', folder])).toMatchObject({
      code: 0,
    });
    const files = readdirSync(join(folder, 'clients'));
    expect(files).toHaveLength(names.length);
    for (const file of files) {
      expect(Buffer.byteLength(file)).toBeLessThan(250);
      expect(file).not.toMatch(/^(?:con|aux)\.|[/:*]|^\./i);
    }
    // A file stands where a folder has to be: the first files were writable.
    const other = join(makeTemporaryFolder(), 'auth0');
    mkdirSync(other);
    writeFileSync(join(other, 'clients'), '');
    const failed = await runCommand(['export', '--data', data, '--format', 'directory', '--output', other]);
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stderr).toContain('Nothing was exported.');
    expect(readdirSync(other, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toHaveLength(
      1,
    );
    await running.stop();
  });

  it.each([
    [['--format', 'directory'], 'needs --output'],
    [['--include-keys'], 'add --with-secrets'],
    [['--with-secrets', '--format', 'yaml'], 'holds no secrets'],
    [['--with-secrets'], 'exported secrets are encrypted'],
  ])('refuses %j', async (words, message) => {
    const ended = await runCommand(['export', '--data', makeTemporaryFolder(), ...words]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});
