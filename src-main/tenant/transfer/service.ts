/** Import and export of the whole tenant. What an import makes is made over a scratch document, and kept in one write. */
import type { Exported, ExportInput, ImportInput } from '../../contract/methods/transfer.ts';
import { longestImport } from '../../contract/methods/transfer.ts';
import { sampleClientIds, sampleIdentifier } from '../../contract/sample.ts';
import type { Scratch } from '../scratch.ts';
import { changesOf, type EntityChange, entityKinds, type StoredTenant } from '../stored-tenant.ts';
import { TenantError } from '../tenant-error.ts';
import type { TenantParts } from '../tenant-parts.ts';
import { changesBetween } from './describe-changes.ts';
import type { PreparedPlan, TrackProgress } from './prepare-import.ts';

/** What an import changes, and the state of the tenant that it was made for. */
export interface PlannedImport {
  canApply: boolean;
  changes: readonly EntityChange[];
  revision: number;
}

export interface PreparedImport {
  plan: PreparedPlan;
  changes: readonly EntityChange[];
  /** Keeps all of it, in one write. @throws {TenantError} where the tenant was changed since it was prepared */
  keep(): KeptImport;
}

export interface KeptImport {
  /** Brings back what was before, in one write. @throws {TenantError} where something else was changed meanwhile */
  undo(): void;
}

export class Transfer {
  readonly #parts: TenantParts;
  readonly #makeScratch: () => Scratch;

  constructor(parts: TenantParts, makeScratch: () => Scratch) {
    this.#parts = parts;
    this.#makeScratch = makeScratch;
  }

  /** How many entities the tenant has. */
  get size(): number {
    const { clients, resourceServers, clientGrants } = this.#parts.document;
    return clients.size + resourceServers.size + clientGrants.size;
  }

  get revision(): number {
    return this.#parts.document.revision;
  }

  /** The tenant of now, as the changes that would make it. */
  snapshot(): EntityChange[] {
    return this.#parts.document.snapshot();
  }

  /** What an import would do; nothing is changed. @throws {TenantError} where the files cannot be read */
  async prepare(input: ImportInput, onProgress: TrackProgress = () => undefined): Promise<PreparedImport> {
    refuseTooLong(input.files);
    // With the YAML library, for which no start has to wait.
    const { prepareImport } = await import('./prepare-import.ts');
    const { document } = this.#parts;
    const { revision } = document;
    const prepared = await prepareImport(input, document, this.#makeScratch(), onProgress);
    return { ...prepared, keep: () => this.keep({ ...prepared, canApply: prepared.plan.canApply, revision }) };
  }

  /** Keeps an import in one write. @throws {TenantError} where it has problems, or the tenant was changed meanwhile */
  keep({ canApply, changes, revision }: PlannedImport): KeptImport {
    const { document } = this.#parts;
    if (!canApply) throw new TenantError('invalid_body', 'Nothing was imported: the files have problems.');
    if (document.revision !== revision) {
      throw new TenantError(
        'invalid_body',
        'Nothing was imported: the tenant was changed in the meantime. Look at the plan again.',
      );
    }
    const before = document.toStored();
    document.apply(changes);
    return this.#kept(changes, before);
  }

  #kept(changes: readonly EntityChange[], before: StoredTenant): KeptImport {
    const { document } = this.#parts;
    let { revision } = document;
    return {
      undo() {
        if (document.revision !== revision) {
          throw new TenantError(
            'operation_not_supported',
            'The tenant was changed after the import, so that undoing it would undo that too. Change back by hand what you need, or import an export of before.',
          );
        }
        document.apply(changesBack(changes, before));
        revision = Number.NaN;
      },
    };
  }

  /** Removes the sample content with the grants that hang on it, and nothing else, in one write. */
  removeSample(): KeptImport {
    const { document } = this.#parts;
    const before = document.toStored();
    const { clients, resourceServers, document: scratch } = this.#makeScratch();
    for (const clientId of Object.values(sampleClientIds)) clients.remove(clientId);
    resourceServers.remove(sampleIdentifier);
    const changes = changesBetween(before, scratch.toStored());
    document.apply(changes);
    return this.#kept(changes, before);
  }

  async export({ format, passphrase, withKeys = false }: ExportInput): Promise<Exported> {
    if (withKeys && passphrase === undefined) {
      throw new TenantError(
        'invalid_body',
        'Private signing keys leave the tenant under a passphrase only: give one.',
        {
          field: 'passphrase',
        },
      );
    }
    const stored = this.#parts.document.toStored();
    if (format !== 'tokenbench') {
      const { writeDeployFiles } = await import('./deploy/write-deploy.ts');
      return { files: writeDeployFiles(stored, format) };
    }
    const { writeTenantFile } = await import('./tokenbench/write-file.ts');
    return { files: [{ path: 'tokenbench.json', text: await writeTenantFile(stored, { passphrase, withKeys }) }] };
  }
}

/** Of kinds that lost an entity everything is put again, so that each is back in its place of the order. */
function changesBack(changes: readonly EntityChange[], before: StoredTenant): EntityChange[] {
  const losing = new Set(changes.filter(({ value }) => value === undefined).map(({ kind }) => kind));
  const old = changesOf(before);
  return entityKinds.flatMap((kind) => {
    const changed = changes.filter((change) => change.kind === kind);
    const kept = old.filter((change) => change.kind === kind);
    const ids = new Set(changed.map(({ id }) => id));
    const keptIds = new Set(kept.map(({ id }) => id));
    const removals = changed
      .filter(({ value }) => value !== undefined)
      .filter(({ id }) => losing.has(kind) || !keptIds.has(id));
    const cleared = losing.has(kind) ? kept.filter(({ id }) => !ids.has(id)) : [];
    return [
      ...[...removals, ...cleared].map((change) => ({ ...change, value: undefined })),
      ...(losing.has(kind) ? kept : kept.filter(({ id }) => ids.has(id))),
    ];
  });
}

function refuseTooLong(files: ImportInput['files']): void {
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= longestImport) return;
  throw new TenantError('invalid_body', `The files have ${length} characters; ${longestImport} are the most.`, {
    field: 'files',
  });
}
