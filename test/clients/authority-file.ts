/** The tenant's authority as a file, for programs that are told of it by a path; gone when the test is over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface AuthorityFile {
  path: string;
  remove(): void;
}

export function writeAuthorityFile(caCertificate: string): AuthorityFile {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-clients-'));
  const path = join(folder, 'ca.pem');
  writeFileSync(path, caCertificate);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
