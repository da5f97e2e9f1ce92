/** From the text of a kept document to a tenant, and back. */
import type { SigningKey } from '../contract/entities/signing-key.ts';
import { isSoundKey } from '../platform/sound-key.ts';
import { entityKinds, type StoredTenant } from '../tenant/stored-tenant.ts';
import { latestSchemaVersion, type Migration, migrate, type VersionedDocument } from './migrations/index.ts';
import { StoreError } from './store-error.ts';

export type Reading = { tenant: StoredTenant } | { damage: string };

/**
 * Reads the text of a document of any known version. `damage` says why it is none, without quoting it: it holds secrets.
 * Throws a {@link StoreError} `newer_schema` for a document of a version that is not known yet.
 */
export function readDocument(text: string, path: string, steps: readonly Migration[]): Reading {
  let document: unknown;
  try {
    // Some editors begin a file with a byte order mark, which is not JSON.
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { damage: `it is not valid JSON${placeOf(error)}` };
  }
  if (!isVersioned(document)) return { damage: 'it has no schemaVersion of 1 or more' };
  if ('sealed' in document) {
    throw new StoreError(
      'newer_schema',
      `${path} was encrypted by the desktop application. Start that once with --plain-secrets, or choose another folder.`,
    );
  }
  if (document.schemaVersion > latestSchemaVersion(steps)) {
    throw new StoreError(
      'newer_schema',
      `${path} was written by a newer Tokenbench (schemaVersion ${document.schemaVersion}; this one knows up to ` +
        `${latestSchemaVersion(steps)}). Update Tokenbench, or choose another data folder. The file was not changed.`,
    );
  }
  let migrated: VersionedDocument;
  try {
    migrated = migrate(document, steps);
  } catch {
    return { damage: `it is not a document of schemaVersion ${document.schemaVersion}` };
  }
  const { schemaVersion: _, ...kinds } = migrated;
  const damage = findDamage(kinds);
  return damage === undefined && isStoredTenant(kinds) ? { tenant: kinds } : { damage: damage ?? 'it has no entities' };
}

/** Why it cannot be a tenant, quoting nothing of it, or undefined where it can. */
function findDamage(kinds: Record<string, unknown>): string | undefined {
  const wrongKind = entityKinds.find((kind) => !isRecordOfRecords(kinds[kind]));
  if (wrongKind !== undefined || !isStoredTenant(kinds)) return `"${wrongKind}" is not an object of objects`;
  const brokenKey = Object.values(kinds.signingKeys).find(isBrokenKey);
  return brokenKey === undefined ? undefined : `the private key of the signing key "${brokenKey.kid}" cannot sign`;
}

/** Only keys that sign, or will: they cost a signature each. */
export function isBrokenKey({ state, privateJwk }: SigningKey): boolean {
  return (state === 'current' || state === 'next') && !isSoundKey(privateJwk);
}

/** The text of the document that {@link readDocument} reads. */
export function writeDocument(tenant: StoredTenant, steps: readonly Migration[]): string {
  return JSON.stringify({ schemaVersion: latestSchemaVersion(steps), ...tenant }, undefined, '\t');
}

/** ` (line 3, column 7)`, the only part of the parser's message that quotes nothing. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? /\(line (\d+) column (\d+)\)/.exec(error.message) : null;
  return place ? ` (line ${place[1]}, column ${place[2]})` : '';
}

function isVersioned(value: unknown): value is VersionedDocument {
  return isRecord(value) && Number.isInteger(value.schemaVersion) && Number(value.schemaVersion) >= 1;
}

function isStoredTenant(value: Record<string, unknown>): value is StoredTenant {
  return entityKinds.every((kind) => isRecordOfRecords(value[kind]));
}

function isRecordOfRecords(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isRecord);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
