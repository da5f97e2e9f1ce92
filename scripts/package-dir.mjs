/**
 * `npm run package:dir`: packs the application as a folder around a dummy in place of Electron, without downloading
 * anything. It does not run; it shows what a package holds: the app.asar and the fuses. `--output=` names the folder.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Marks the place of the fuses in Electron's binary; version, count and the fuses' states follow it. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 9;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { output: { type: 'string', default: join(root, 'out', 'package-check') } } });
const distribution = mkdtempSync(join(tmpdir(), 'tokenbench-dummy-electron-'));
const binary = join(distribution, 'electron');
const wire = Buffer.concat([Buffer.from([1, fuseCount]), Buffer.from('0'.repeat(fuseCount))]);
writeFileSync(binary, Buffer.concat([Buffer.from(`dummy ${fuseSentinel}`), wire]));
chmodSync(binary, 0o755);

const builder = fileURLToPath(new URL('../node_modules/electron-builder/cli.js', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [
    builder,
    ...['--linux', 'dir', '--publish', 'never'],
    `-c.electronDist=${distribution}`,
    `-c.directories.output=${values.output}`,
  ],
  { cwd: root, stdio: 'inherit' },
);
rmSync(distribution, { recursive: true, force: true });
process.exitCode = status ?? 1;
