/** Lays what files say over a tenant, whatever they are. */
import type { ImportInput } from '../../contract/methods/transfer.ts';
import type { Scratch } from '../scratch.ts';
import { applySeed } from '../seed/apply-seed.ts';
import { applyDeploy } from './deploy/apply-deploy.ts';
import type { Findings } from './findings.ts';
import type { ImportSource } from './read-files.ts';
import { applyTenantFile } from './tokenbench/apply-file.ts';

export interface ApplyOptions {
  exclude?: ImportInput['exclude'];
  skipsProblems?: boolean | undefined;
  passphrase?: string | undefined;
}

/** What stands in the way of one entity becomes a problem among the findings. @throws {TenantError} what stands in the way of all */
export async function applySource(
  source: ImportSource,
  scratch: Scratch,
  findings: Findings,
  { exclude = {}, skipsProblems = false, passphrase }: ApplyOptions,
): Promise<void> {
  if (source.format === 'deploy_tool') {
    await applyDeploy(source.sections, scratch, findings, { exclude, skipsProblems });
  } else if (source.format === 'tokenbench') {
    await applyTenantFile(source.content, passphrase, scratch, findings);
  } else {
    await findings.attempt(source.file.path, () =>
      applySeed(source.content, scratch, (kind, id) => {
        findings.sections.add(kind);
        findings.name(kind, id);
      }),
    );
  }
}
