/** The tenant as it was kept before the database: one JSON document in `tenant.json`, with a backup beside it. */
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredTenant } from '../tenant/stored-tenant.ts';
import { closeToOthers } from './close-to-others.ts';
import { freePath } from './copy-aside.ts';
import { readKeptFile } from './kept-file.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { readDocument } from './read-document.ts';
import { keyNotGiven, type Vault } from './row-seal.ts';
import { explainUnwritable } from './store-error.ts';

export interface OldDocument {
  tenant: StoredTenant | undefined;
  /** In sentences for people: what was found damaged. */
  remarks: string[];
}

interface OldDocumentOptions {
  vault?: Vault | undefined;
  steps?: readonly Migration[] | undefined;
}

const names = ['tenant.json', 'tenant.backup.json'];

/** @returns the last good document, or undefined where there is none @throws StoreError of one that cannot be read */
export function readOldDocument(
  folder: string,
  { vault, steps = migrations }: OldDocumentOptions,
): OldDocument | undefined {
  const remarks: string[] = [];
  let isThere = false;
  for (const name of names) {
    const path = join(folder, name);
    const text = readKeptFile(path);
    if (text === undefined) {
      if (name === 'tenant.json' && existsSync(join(folder, 'tenant.backup.json')))
        remarks.push(`${path} is not there`);
      continue;
    }
    isThere = true;
    const reading = readDocument(unseal(text, path, vault), path, steps);
    if ('tenant' in reading) {
      if (remarks.length > 0) remarks.push(`the last good backup of ${statSync(path).mtime.toISOString()} was taken`);
      return { tenant: reading.tenant, remarks };
    }
    remarks.push(`${path} is damaged: ${reading.damage}`);
  }
  return isThere ? { tenant: undefined, remarks } : undefined;
}

/** Out of the way of an older Tokenbench, which would go on with what is old. @returns the new paths */
export function moveOldDocument(folder: string): string[] {
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    const kept = freePath(`${path}.migrated`);
    try {
      closeToOthers(path);
      renameSync(path, kept);
      return [kept];
    } catch (error) {
      throw explainUnwritable(kept, error);
    }
  });
}

export function hasOldDocument(folder: string): boolean {
  return names.some((name) => existsSync(join(folder, name)));
}

/** What the desktop wrote where the system encrypts. */
const sealedText = /^\{"schemaVersion":1000000,"sealed":"([A-Za-z0-9+/]+=*)"\}\s*$/;

function unseal(text: string, path: string, vault: Vault | undefined): string {
  const sealed = sealedText.exec(text)?.[1];
  if (sealed === undefined) return text;
  try {
    if (vault !== undefined) return vault.decrypt(Buffer.from(sealed, 'base64'));
  } catch {
    // The system's own words name keys and error codes that help nobody.
  }
  throw keyNotGiven(path);
}
