import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes the public certificate to a folder of its own among the system's temporary files, until it is removed. */
export function lendCertificate(pem: string): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-ca-'));
  const path = join(folder, 'ca.pem');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  writeFileSync(path, pem, { mode: 0o644 });
  return {
    path,
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}
