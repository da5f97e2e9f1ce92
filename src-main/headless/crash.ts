/** An error that nobody caught is told once, with a way to report it, and the tenant is closed in order. */
import packageJson from '../../package.json' with { type: 'json' };
import { exitCodes } from './command-failure.ts';
import { printError } from './terminal.ts';

/** Tokens, and runs of base64url or hexadecimal as long as a secret. */
const secrets = /eyJ[\w-]*\.[\w-]+\.[\w-]*|[\w-]{40,}/g;

/**
 * Of the command's own process: in a test suite it belongs to somebody else. A rejection that nobody handles ends here too.
 * @param stop closes what is open; called once
 */
export function closeOnCrash(stop: () => void): void {
  let hasCrashed = false;
  process.on('uncaughtException', (error: unknown) => {
    process.exitCode = exitCodes.failed;
    if (hasCrashed) return;
    hasCrashed = true;
    printError(describeCrash(error));
    stop();
  });
}

export function describeCrash(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { name, version } = packageJson;
  return [
    `${name}: it failed by a fault of its own, and stops. What the tenant had accepted is kept.`,
    trace.replace(secrets, '***'),
    `Please report this text with what was done before it: ${name} ${version}, Node.js ${process.versions.node}, ${process.platform} ${process.arch}.`,
    '',
  ].join('\n');
}
