/** One line for people and an exit code for scripts, whatever went wrong. */
import { CommandFailure, exitCodes } from './command-failure.ts';

export interface Failure {
  /** What is wrong and what to do, on one line, without the command's name. */
  line: string;
  exitCode: number;
}

export async function describeFailure(error: unknown): Promise<Failure> {
  const failure = await classify(error);
  return { ...failure, line: toOneLine(failure.line) };
}

async function classify(error: unknown): Promise<Failure> {
  if (error instanceof CommandFailure) return { line: error.message, exitCode: error.exitCode };
  // Loaded now, because a command that succeeds has no use for them.
  const [{ PortTakenError }, { FolderInUseError, StoreError }, { SeedError }, { TokenRefusedError }] =
    await Promise.all([
      import('../http/listen.ts'),
      import('../store/store-error.ts'),
      import('../runtime/seed-source.ts'),
      import('../runtime/issue-token.ts'),
    ]);
  if (error instanceof PortTakenError) return { line: error.message, exitCode: exitCodes.portTaken };
  if (error instanceof FolderInUseError) {
    const { findHolder } = await import('./ask-tenant.ts');
    const issuer = await findHolder(error.folder);
    const where = issuer === undefined ? '' : ` It is at ${issuer}`;
    return { line: `${error.message}${where}`, exitCode: exitCodes.folderUnusable };
  }
  if (error instanceof StoreError) return { line: error.message, exitCode: exitCodes.folderUnusable };
  if (error instanceof SeedError) return { line: error.message, exitCode: exitCodes.wrongSeed };
  if (error instanceof TokenRefusedError) return { line: error.message, exitCode: exitCodes.refused };
  return { line: describeUnforeseen(error), exitCode: exitCodes.failed };
}

function describeUnforeseen(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env.TOKENBENCH_DEBUG === undefined ? error.message : (error.stack ?? error.message);
}

function toOneLine(text: string): string {
  return process.env.TOKENBENCH_DEBUG === undefined ? text.replace(/\s*[\r\n]+\s*/g, ' ').trim() : text;
}
