/** Steps from each version of the kept document to the next. Append only: a released step is never changed. */

/** The kept document before its shape is known. */
export interface VersionedDocument {
  schemaVersion: number;
  [property: string]: unknown;
}

/** Makes the document of the next version from that of one version; throws where the document has another shape. */
export type Migration = (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** The first leads from version 1 to 2, the next from 2 to 3, and so on. */
export const migrations: readonly Migration[] = [];

/** The version that the steps lead to. */
export function latestSchemaVersion(steps: readonly Migration[] = migrations): number {
  return steps.length + 1;
}

/** The document in the latest version; the given one stays as it is. Its version is at least 1 and not newer than the latest. */
export function migrate(document: VersionedDocument, steps: readonly Migration[] = migrations): VersionedDocument {
  const latest = latestSchemaVersion(steps);
  const { schemaVersion } = document;
  if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > latest) {
    throw new RangeError(`A document of schemaVersion ${schemaVersion} cannot be brought to version ${latest}.`);
  }
  const migrated = steps
    .slice(schemaVersion - 1)
    .reduce<Record<string, unknown>>((older, step) => step(older), document);
  return { ...migrated, schemaVersion: latest };
}
