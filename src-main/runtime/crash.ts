/** An error that nobody caught is told once, with a way to report it, and the tenant is closed in order. */
import packageJson from '../../package.json' with { type: 'json' };

/** Tokens, and runs of base64url or hexadecimal as long as a secret. */
const secrets = /eyJ[\w-]*\.[\w-]+\.[\w-]*|[\w-]{40,}/g;

export interface CrashOptions {
  /** Of the process, once it ends. */
  exitCode: number;
  /** Tells whoever sits here, in several lines. */
  tell(text: string): void;
  /** Closes what is open; called once. */
  stop(): void;
}

/** Of a process of our own: in a test suite it belongs to somebody else. A rejection that nobody handles ends here too. */
export function closeOnCrash({ exitCode, tell, stop }: CrashOptions): void {
  let hasCrashed = false;
  process.on('uncaughtException', (error: unknown) => {
    process.exitCode = exitCode;
    if (hasCrashed) return;
    hasCrashed = true;
    tell(describeCrash(error));
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
