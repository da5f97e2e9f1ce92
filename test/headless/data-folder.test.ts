import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { resolveDataFolder, systemDataFolder } from '../../src-main/runtime/data-folder.ts';

describe('the data folder', () => {
  it('is where the system keeps the data of applications', () => {
    expect(systemDataFolder('linux', {}, '/home/a')).toBe(join('/home/a', '.local', 'share', 'tokenbench'));
    expect(systemDataFolder('linux', { XDG_DATA_HOME: '/data' }, '/home/a')).toBe(join('/data', 'tokenbench'));
    expect(systemDataFolder('darwin', {}, '/Users/a')).toBe(
      join('/Users/a', 'Library', 'Application Support', 'Tokenbench'),
    );
    expect(systemDataFolder('win32', { LOCALAPPDATA: 'L' }, 'H')).toBe(join('L', 'Tokenbench'));
    expect(systemDataFolder('win32', {}, 'H')).toBe(join('H', 'AppData', 'Local', 'Tokenbench'));
  });

  it('is rather the one that is given, then the one of TOKENBENCH_DATA', () => {
    const { TOKENBENCH_DATA: before } = process.env;
    onTestFinished(() => {
      if (before === undefined) delete process.env.TOKENBENCH_DATA;
      else process.env.TOKENBENCH_DATA = before;
    });
    process.env.TOKENBENCH_DATA = 'from-environment';
    expect(resolveDataFolder('given')).toBe(resolve('given'));
    expect(resolveDataFolder(undefined)).toBe(resolve('from-environment'));
  });
});
