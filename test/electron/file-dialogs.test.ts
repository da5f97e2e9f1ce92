/** Import and export by the dialogs of the system, and the menu that leads there. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { call, prepareShell, toldEvent } from './shell-fixture.ts';

const shell = prepareShell();

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

it('the menu leads to the import, whose dialog gives what was chosen, a folder with what is below it', async () => {
  const folder = shell.folder();
  write(folder, {
    'tenant.yaml': 'clients: []',
    'acme/tenant.json': '{"friendly_name":"Acme"}',
    'acme/clients/Worker.json': '{"name":"Worker"}',
    'acme/node_modules/clients/Other.json': '{"name":"Other"}',
    'acme/clients/notes.txt': 'nothing',
  });
  const { main, page } = await shell.shared();
  await main.clickMenu('import');
  expect(await toldEvent(page, 'navigate')).toEqual({ path: '/settings/import-export?choose=files' });

  const files = call(page, 'host.openFiles', { what: 'files' });
  expect(await main.nextFileDialog()).toMatchObject({ title: 'Import', properties: ['openFile', 'multiSelections'] });
  await main.answerFileDialog([join(folder, 'tenant.yaml')]);
  expect(await files).toEqual({ ok: true, value: { files: [{ path: 'tenant.yaml', text: 'clients: []' }] } });

  const opened = call(page, 'host.openFiles', { what: 'folder' });
  expect((await main.nextFileDialog()).properties).toEqual(['openDirectory']);
  await main.answerFileDialog([join(folder, 'acme')]);
  const { value } = Object(await opened);
  expect(value.files.toSorted(byPath)).toEqual([
    { path: 'acme/clients/Worker.json', text: '{"name":"Worker"}' },
    { path: 'acme/tenant.json', text: '{"friendly_name":"Acme"}' },
  ]);
});

it('what is saved is for this user only, and a closed dialog or a place that cannot be written does nothing', async () => {
  const path = join(shell.folder(), 'fixture.json');
  const { main, page } = await shell.shared();
  const save = () => call(page, 'host.saveFile', { fileName: 'tokenbench.json', text: '{}' });
  const saving = save();
  expect((await main.nextFileDialog()).defaultPath).toBe('tokenbench.json');
  await main.answerFileDialog([path]);
  expect(await saving).toEqual({ ok: true, value: { path } });
  expect(readFileSync(path, 'utf8')).toBe('{}');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);

  const closed = [save(), call(page, 'host.openFiles', { what: 'files' })];
  for (const _ of closed) {
    await main.nextFileDialog();
    await main.answerFileDialog([]);
  }
  expect(await Promise.all(closed)).toEqual([
    { ok: true, value: {} },
    { ok: true, value: {} },
  ]);

  const refused = save();
  await main.nextFileDialog();
  await main.answerFileDialog([join(shell.folder(), 'no', 'such', 'folder', 'a.json')]);
  expect(await refused).toMatchObject({
    ok: false,
    problem: { code: 'not_available', message: expect.stringContaining('cannot be written there') },
  });
  expect(await call(page, 'host.saveFile', { fileName: '../a.json', text: '' })).toMatchObject({ ok: false });
});

function byPath(one: { path: string }, other: { path: string }): number {
  return one.path < other.path ? -1 : 1;
}
