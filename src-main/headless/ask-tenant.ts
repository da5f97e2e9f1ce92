/** Asks the tenant of a data folder: the running process where there is one, else the stored tenant, opened for as long. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClosing } from '../runtime/closing.ts';
import {
  type ControlInput,
  type ControlOutput,
  type ControlRequestName,
  controlRequests,
} from '../runtime/control-requests.ts';
import { openControlToken } from '../runtime/control-token.ts';
import { askHolder } from '../store/folder-lock.ts';
import { UnansweredError } from '../store/lock-conversation.ts';
import { errorCode, FolderInUseError } from '../store/store-error.ts';
import { checkInput } from '../tenant/input/check-input.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';

/** The origin in tokens of a tenant that is not running: where `tokenbench serve` would put it. */
const storedOrigin = 'http://localhost:4400';

/** Another command may open or leave the folder between asking who holds it and holding it. */
const attempts = 10;

/**
 * @param report is told what people should know, such as damage that was found.
 * @throws {CommandFailure} where the folder holds no tenant
 */
export async function askTenant<Name extends ControlRequestName>(
  folder: string,
  name: Name,
  input: ControlInput<Name>,
  report: (message: string) => void,
  options: AskOptions = {},
): Promise<ControlOutput<Name>> {
  const answer = await askAnybody(folder, { name, input }, report, options);
  return checkInput<(typeof controlRequests)[Name]['output']>(controlRequests[name].output, answer);
}

export interface AskOptions {
  /** Where the folder holds no tenant: one of memory is asked, or one is made there. Otherwise that is refused. */
  ifNone?: 'memory' | 'create';
}

async function askAnybody(
  folder: string,
  request: object,
  report: (message: string) => void,
  options: AskOptions,
): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const asked = await askHolder(folder, request);
      return asked.held ? asked.answer : await askStored(folder, request, report, options);
    } catch (error) {
      if (!isPassing(error) || attempt === attempts) throw error;
    }
  }
}

function isPassing(error: unknown): boolean {
  return (
    error instanceof FolderInUseError ||
    error instanceof UnansweredError ||
    ['ECONNRESET', 'EPIPE'].includes(errorCode(error) ?? '')
  );
}

async function askStored(
  folder: string,
  request: object,
  report: (message: string) => void,
  { ifNone }: AskOptions,
): Promise<unknown> {
  const isThere = hasStoredTenant(folder);
  if (!isThere && ifNone === undefined) {
    throw new CommandFailure(
      exitCodes.nothingThere,
      `there is no tenant in ${folder}. Start one with "tokenbench serve", or give its folder with --data.`,
    );
  }
  const [{ openTenant }, { answerControlRequest }] = await Promise.all([
    import('../runtime/open-tenant.ts'),
    import('../runtime/answer-control-request.ts'),
  ]);
  const closing = createClosing();
  const data = isThere || ifNone === 'create' ? folder : undefined;
  if (data !== undefined && !isThere) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const opened = openTenant({ data, report }, async (other) => answer(other), closing);
  const answer = async (asked: unknown) => {
    const tenant = await opened;
    tenant.origins.open([storedOrigin]);
    const issuer = tenant.origins.issuerAt(storedOrigin);
    const controlToken = data === undefined ? '' : openControlToken(data);
    return answerControlRequest(asked, { tenant, issuer, controlToken });
  };
  try {
    return await answer(request);
  } finally {
    await closing.close();
  }
}

/**
 * Asks a tenant that runs: what is asked for would not outlive a stored one that was opened for it.
 * @throws {CommandFailure} where none runs
 */
export async function askRunning<Name extends ControlRequestName>(
  folder: string,
  name: Name,
  input: ControlInput<Name>,
): Promise<ControlOutput<Name>> {
  const asked = await askHolder(folder, { name, input });
  if (asked.held)
    return checkInput<(typeof controlRequests)[Name]['output']>(controlRequests[name].output, asked.answer);
  throw new CommandFailure(
    exitCodes.nothingThere,
    `no tenant is running in ${folder}. Start one with "tokenbench serve", or give its folder with --data.`,
  );
}

export function hasStoredTenant(folder: string): boolean {
  return ['tenant.db', 'tenant.backup.db', 'tenant.json'].some((name) => existsSync(join(folder, name)));
}

/** The issuer of the tenant that holds the folder, where it can be asked. */
export async function findHolder(folder: string): Promise<string | undefined> {
  try {
    const asked = await askHolder(folder, { name: 'whereabouts', input: {} });
    return asked.held ? checkInput(controlRequests.whereabouts.output, asked.answer).issuer : undefined;
  } catch {
    return undefined;
  }
}
