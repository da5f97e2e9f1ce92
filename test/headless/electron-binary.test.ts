import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fetchElectron } from '../../scripts/electron-binary.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tokenbench-fetch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An installer that does as told. */
function anInstaller(name: string, code: string): { install: string; remember: string } {
  const install = join(folder, `${name}.mjs`);
  writeFileSync(install, code);
  return { install, remember: join(folder, `${name}.json`) };
}

describe('fetching Electron', () => {
  it('says so when the network refuses, and does not try again for the same version', async () => {
    const refusing = anInstaller('refusing', 'process.exit(1)');
    expect(await fetchElectron(refusing)).toEqual({ reason: 'the network refuses the download' });
    const succeeding = anInstaller('never-run', 'process.exit(0)');
    expect(await fetchElectron({ ...succeeding, remember: refusing.remember })).toEqual({
      reason: 'its download was refused before',
      isKnown: true,
    });
  });

  it('gives up on a download that brings nothing', async () => {
    const silent = anInstaller('silent', 'setInterval(() => undefined, 1000)');
    expect(await fetchElectron({ ...silent, wait: 600 })).toEqual({ reason: 'nothing arrived for 0.6 seconds' });
  });

  it('waits on for one that is slow', async () => {
    const slow = anInstaller(
      'slow',
      `import { appendFileSync } from 'node:fs';
       import { tmpdir } from 'node:os';
       let chunks = 0;
       setInterval(() => {
         appendFileSync(tmpdir() + '/part', 'x');
         chunks += 1;
         if (chunks === 8) process.exit(1);
       }, 250);`,
    );
    expect(await fetchElectron({ ...slow, wait: 1_000 })).toEqual({ reason: 'the network refuses the download' });
  });
});
