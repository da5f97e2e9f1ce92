/** What the start of the desktop application was given. Electron and Chromium add switches of their own: unknown ones are left alone. */
import { parseArgs } from 'node:util';

export interface DesktopOptions {
  /** As given; undefined for the system's place. */
  data: string | undefined;
  /** As given; undefined leaves it to the choice that is kept, else to the usual port. */
  port: number | 'off' | undefined;
  httpsPort: number | 'off' | undefined;
  /** Keeps the tenant encrypted from now on, or not; undefined leaves that as it is. */
  sealSecrets: boolean | undefined;
  /** Links and files, as given. */
  incoming: string[];
}

/** @throws Error that names the option, the rule and the value. */
export function readDesktopOptions(args: readonly string[]): DesktopOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      'https-port': { type: 'string' },
      'seal-secrets': { type: 'boolean' },
      'plain-secrets': { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
  });
  const seal = values['seal-secrets'] === true ? true : undefined;
  return {
    data: typeof values.data === 'string' && values.data !== '' ? values.data : undefined,
    port: readPort('--port', values.port),
    httpsPort: readPort('--https-port', values['https-port']),
    sealSecrets: values['plain-secrets'] === true ? false : seal,
    incoming: findIncoming(args),
  };
}

/** The links and token files among the arguments of a start, also of a second one, whose switches Chromium reorders. */
export function findIncoming(args: readonly string[]): string[] {
  return args.filter((arg) => !arg.startsWith('-') && (/^tokenbench:/i.test(arg) || /\.jwt$/i.test(arg)));
}

function readPort(option: string, value: unknown): number | 'off' | undefined {
  if (value === undefined) return undefined;
  if (value === 'off') return 'off';
  const port = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Error(`${option} takes a port from 0 (any free one) to 65535, or "off"; it was given "${String(value)}".`);
}
