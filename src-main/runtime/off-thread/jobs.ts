import { createNodeKeyPlatform } from '../../platform/debugger/node-key-platform.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import type { EntityChange } from '../../tenant/stored-tenant.ts';
import type { TrackProgress } from '../../tenant/transfer/prepare-import.ts';
import type { Inspection } from '../debugger/inspect-given.ts';
import { compareGiven, inspectGiven } from '../debugger/inspect-given.ts';
import { inspectGivenTexts } from '../debugger/inspect-texts.ts';
import { toShown } from '../import/shown-plan.ts';
import type { JobInput, JobName, JobOutput } from './job-contract.ts';

export interface JobTools {
  /** A copy. */
  tenant: Tenant;
  onProgress: TrackProgress;
  hand(changes: readonly EntityChange[]): Promise<void>;
}

export type Job<Name extends JobName> = (input: JobInput<Name>, tools: JobTools) => Promise<JobOutput<Name>>;

export const jobs: { [Name in JobName]: Job<Name> } = {
  async planImport({ files, withChanges }, { tenant, onProgress, hand }) {
    const { plan, changes } = await tenant.transfer.prepare(files, onProgress);
    if (withChanges) await hand(changes);
    return toShown(plan);
  },
  inspect: async ({ given, issuer }, { tenant }) =>
    withoutTwice(await inspectGiven(given, { tenant, issuer }, createNodeKeyPlatform())),
  inspectTexts: ({ wish, issuer }, { tenant }) => inspectGivenTexts(wish, { tenant, issuer }),
  compare: async (given) => compareGiven(given),
};

/** Where the text may say more than the value: what it says must be seen. */
const lossy = new Set(['number-precision', 'duplicate-member']);

/** A large payload travels once: as its value, where the text says no more. */
function withoutTwice(inspection: Inspection): Inspection {
  const { report } = inspection;
  if (report?.payload === undefined || report.warnings.some(({ code }) => lossy.has(code))) return inspection;
  const { payloadText: _, ...rest } = report;
  return { ...inspection, report: rest };
}
