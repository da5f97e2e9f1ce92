import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { findIncoming, readDesktopOptions } from '../../src-main/desktop/desktop-options.ts';
import { readIncoming, readLink } from '../../src-main/desktop/read-incoming.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenbench-incoming-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('links', () => {
  it.each([
    ['tokenbench://debugger', { path: '/debugger' }],
    ['tokenbench://debugger/', { path: '/debugger' }],
    ['TOKENBENCH://Debugger', { path: '/debugger' }],
    ['tokenbench://debugger#token=a.b.c', { path: '/debugger', token: 'a.b.c' }],
    ['tokenbench://debugger?token=a.b.c', { path: '/debugger', token: 'a.b.c' }],
    ['tokenbench://api/65f2a0c4e1b2', { path: '/apis/65f2a0c4e1b2' }],
    ['tokenbench://api/one/two', { path: '/apis' }],
    ['tokenbench://api/%2e%2e%2fsettings', { path: '/apis' }],
    ['tokenbench://api', { path: '/apis' }],
    ['tokenbench://traffic', { path: '/traffic' }],
    ['tokenbench://traffic?filter=outcome:refused+app:a&x=y', { path: '/traffic?filter=outcome%3Arefused+app%3Aa' }],
    ['tokenbench://traffic/12?fold=off', { path: '/traffic?fold=off' }],
    [`tokenbench://traffic/${'9'.repeat(56)}`, { path: `/traffic/${'9'.repeat(56)}` }],
    ['tokenbench://tenant/stop', { path: '/' }],
    ['tokenbench:', { path: '/' }],
  ])('%s', (link, navigation) => {
    expect(readLink(link)).toEqual(navigation);
  });

  it('drop a token that is longer than the debugger takes', () => {
    expect(readLink(`tokenbench://debugger#token=${'a'.repeat(1_000_001)}`)).toEqual({ path: '/debugger' });
  });
});

describe('token files', () => {
  it('are shown in the debugger, by an absolute or a relative path or a file address', async () => {
    const path = join(folder, 'access.jwt');
    writeFileSync(path, '\uFEFF  a.b.c\n');
    const shown = { path: '/debugger', token: 'a.b.c' };
    expect(await readIncoming(path, '/')).toEqual(shown);
    expect(await readIncoming('access.jwt', folder)).toEqual(shown);
    expect(await readIncoming(pathToFileURL(path).href, '/')).toEqual(shown);
  });

  it('are refused in words that name the file and never quote it', async () => {
    writeFileSync(join(folder, 'large.jwt'), 'secret'.repeat(200_000));
    await expect(readIncoming('large.jwt', folder)).rejects.toThrow(/^large\.jwt holds no token: .* 1,000,000 bytes/);
    await expect(readIncoming('none.jwt', folder)).rejects.toThrow(
      /^none\.jwt cannot be opened: there is no such file/,
    );
  });
});

describe('the arguments of a start', () => {
  it('have links and files found among switches that Chromium added and moved', () => {
    const args = [
      '--allow-file-access-from-files',
      '--x=y.jwt',
      'notes.txt',
      'a.jwt',
      'tokenbench://debugger',
      'B.JWT',
    ];
    expect(findIncoming(args)).toEqual(['a.jwt', 'tokenbench://debugger', 'B.JWT']);
  });

  it('leave the ports to what was chosen for good, unless they name others', () => {
    expect(readDesktopOptions(['--unknown', 'x'])).toMatchObject({
      port: undefined,
      httpsPort: undefined,
      data: undefined,
    });
    expect(readDesktopOptions(['--port=0', '--https-port', 'off', '--data', '/d'])).toMatchObject({
      port: 0,
      httpsPort: 'off',
      data: '/d',
    });
  });

  it.each(['-1', 'http', '65536', '80.5', ''])('refuse %j as a port', (port) => {
    expect(() => readDesktopOptions([`--port=${port}`])).toThrow('--port takes a port from 0');
  });
});
