/** Reads the kept tenant; a damaged file is moved aside, never lost, and the last good backup takes its place. */
import { rmSync, statSync } from 'node:fs';
import type { StoredTenant } from '../tenant/stored-tenant.ts';
import { copyAside } from './copy-aside.ts';
import type { DocumentFile } from './document-file.ts';
import type { Migration } from './migrations/index.ts';
import { readDocument } from './read-document.ts';
import { StoreError } from './store-error.ts';

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
  if (text === undefined) return restoreMissing(files, steps, report);
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

/** A file that is gone is damage like any other: were the tenant to start empty, its first backup would replace the last. */
function restoreMissing(
  { tenant, backup }: TenantFiles,
  steps: readonly Migration[],
  report: (message: string) => void,
): StoredTenant | undefined {
  const text = backup.read();
  if (text === undefined) return undefined;
  const reading = readDocument(text, backup.path, steps);
  if ('damage' in reading) {
    const aside = copyAside(backup.path, 'damaged');
    rmSync(backup.path);
    report(
      `${tenant.path} is not there, and its backup is damaged: ${reading.damage}. The backup was moved to ${aside}: ` +
        `the tenant starts empty. To go back, stop Tokenbench, mend that file and rename it to ${tenant.path}.`,
    );
    return undefined;
  }
  const { mtime } = statSync(backup.path);
  tenant.replace(text);
  report(
    `${tenant.path} was not there: the last good backup ${backup.path} of ${mtime.toISOString()} was restored. ` +
      'To begin with an empty tenant, stop Tokenbench and remove both files.',
  );
  return reading.tenant;
}

function recoverTenant(
  { tenant, backup }: TenantFiles,
  damage: string,
  steps: readonly Migration[],
  report: (message: string) => void,
): StoredTenant | undefined {
  const backupText = backup.read();
  const restored = backupText === undefined ? undefined : readDocument(backupText, backup.path, steps);
  const aside = copyAside(tenant.path, 'damaged');
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
    const backupAside = copyAside(backup.path, 'damaged');
    rmSync(backup.path);
    alsoDamaged = `The backup is damaged too and was moved to ${backupAside}`;
  }
  rmSync(tenant.path);
  report(
    `${moved}. ${alsoDamaged}: the tenant starts empty. To go back, stop Tokenbench, mend ${aside} and rename it to ${tenant.path}.`,
  );
  return undefined;
}
