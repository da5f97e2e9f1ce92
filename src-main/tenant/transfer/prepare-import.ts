/** Makes an import over a scratch tenant, and says what that changed. */
import type { ImportInput, ImportPlan } from '../../contract/methods/transfer.ts';
import type { TenantDocument } from '../document.ts';
import type { Scratch } from '../scratch.ts';
import type { EntityChange } from '../stored-tenant.ts';
import { applySource } from './apply-source.ts';
import { changesBetween, createNamer, describeItems } from './describe-changes.ts';
import { Findings } from './findings.ts';
import { readFiles } from './read-files.ts';
import { findOthers, removeOthers } from './remove-others.ts';

/** All of it, however long. */
export type PreparedPlan = Omit<ImportPlan, 'fingerprint' | 'counts' | 'more'>;

/** How many of the files' entities are looked at, and of how many. */
export type TrackProgress = (done: number, total: number) => void;

/** @throws {TenantError} where the files cannot be read */
export async function prepareImport(
  { files, mappings = {}, passphrase, removesOthers = false, skipsProblems = false, exclude = {} }: ImportInput,
  document: TenantDocument,
  scratch: Scratch,
  onProgress: TrackProgress,
): Promise<{ changes: readonly EntityChange[]; plan: PreparedPlan }> {
  const before = document.toStored();
  const findings = new Findings(onProgress);
  const source = readFiles(files, findings, { mappings });
  await applySource(source, scratch, findings, { exclude, skipsProblems, passphrase });
  const others = findOthers(scratch, findings);
  const nameBefore = createNamer(before);
  const leftAlone = removesOthers ? [] : others.map(({ kind, id }) => ({ kind, name: nameBefore(kind, id) }));
  const canApply = findings.problems.length === 0 || skipsProblems;
  if (removesOthers && canApply) removeOthers(others, scratch);
  scratch.document.apply(await scratch.signingKeys.missing());
  const after = scratch.document.toStored();
  return {
    changes: canApply ? changesBetween(before, after) : [],
    plan: {
      format: source.format,
      canApply,
      items: describeItems(before, after, findings),
      leftAlone,
      ignored: findings.ignored,
      problems: findings.problems,
      keywords: [...findings.missing.keys()],
      needsPassphrase: findings.needsPassphrase,
    },
  };
}
