/** Reads the kept tenant; a damaged file is moved aside, never lost, and the last good backup takes its place. */
import { chmodSync, constants, copyFileSync, rmSync, statSync } from 'node:fs';
import type { StoredTenant } from '../tenant/stored-tenant.ts';
import type { DocumentFile } from './document-file.ts';
import type { Migration } from './migrations/index.ts';
import { readDocument } from './read-document.ts';
import { errorCode, explainUnwritable, StoreError } from './store-error.ts';

export interface TenantFiles {
  tenant: DocumentFile;
  backup: DocumentFile;
}

/**
 * The kept tenant, or undefined where there is none. Tells `report` what a person should know of: damage, what was done
 * about it, a backup that could not be made. Throws a {@link StoreError} where it can do nothing without losing data.
 */
export function loadTenant(
  files: TenantFiles,
  steps: readonly Migration[],
  report: (message: string) => void,
): StoredTenant | undefined {
  const text = files.tenant.read();
  if (text === undefined) {
    if (files.backup.read() !== undefined) {
      report(
        `${files.tenant.path} is not there: the tenant starts empty. To go back, copy ${files.backup.path} to it.`,
      );
    }
    return undefined;
  }
  const reading = readDocument(text, files.tenant.path, steps);
  if ('damage' in reading) return recoverTenant(files, reading.damage, steps, report);
  keepBackup(files.backup, text, report);
  return reading.tenant;
}

/** Keeps the text as the last good backup. A tenant can live without, so a failure is reported only. */
export function keepBackup(backup: DocumentFile, text: string, report: (message: string) => void): void {
  try {
    if (backup.read() !== text) backup.replace(text);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    report(`No backup was made: ${error.message}`);
  }
}

function recoverTenant(
  { tenant, backup }: TenantFiles,
  damage: string,
  steps: readonly Migration[],
  report: (message: string) => void,
): StoredTenant | undefined {
  const backupText = backup.read();
  const restored = backupText === undefined ? undefined : readDocument(backupText, backup.path, steps);
  const aside = copyAside(tenant.path);
  const moved = `${tenant.path} is damaged: ${damage}. It was moved to ${aside}`;
  if (backupText !== undefined && restored !== undefined && 'tenant' in restored) {
    const { mtime } = statSync(backup.path);
    // Replaced in one step: were the damaged file taken away first, a crash here would lead to an empty tenant.
    tenant.replace(backupText);
    report(
      `${moved}, and the last good backup ${backup.path} of ${mtime.toISOString()} was restored. ` +
        'Changes made after that time are in the moved file only.',
    );
    return restored.tenant;
  }
  let alsoDamaged = 'There is no backup';
  if (restored !== undefined) {
    const backupAside = copyAside(backup.path);
    rmSync(backup.path);
    alsoDamaged = `The backup is damaged too and was moved to ${backupAside}`;
  }
  rmSync(tenant.path);
  report(
    `${moved}. ${alsoDamaged}: the tenant starts empty. To go back, stop Tokenbench, mend ${aside} and rename it to ${tenant.path}.`,
  );
  return undefined;
}

/** Copies to `{path}.damaged-{UTC time}`, readable for its owner only; never over a file that is there. */
function copyAside(path: string): string {
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  for (let count = 1; ; count += 1) {
    const aside = `${path}.damaged-${time}${count === 1 ? '' : `-${count}`}`;
    try {
      copyFileSync(path, aside, constants.COPYFILE_EXCL);
      chmodSync(aside, 0o600);
      return aside;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw explainUnwritable(aside, error);
    }
  }
}
