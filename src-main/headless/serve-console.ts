/** `tokenbench serve --console`: the tenant with its screens in a browser. */
import type { Status } from '../contract/methods/tenant.ts';
import { openBrowser } from './open-browser.ts';
import { type ConsoleStartOptions, startConsole } from './start-console.ts';

export interface ServeConsoleOptions extends ConsoleStartOptions {
  /** Opens the system's browser where there is a display. */
  open?: boolean | undefined;
  json?: boolean | undefined;
}

/** Ends when `stopped` does. */
export async function serveConsole(options: ServeConsoleOptions, stopped: Promise<void>): Promise<void> {
  const running = await startConsole(options);
  try {
    const status = running.runtime.status();
    process.stdout.write(options.json ? describeAsJson(running.address, status) : describe(running.address, status));
    if (options.open) await openBrowser(running.address);
    await stopped;
  } finally {
    await running.close();
  }
}

function describe(address: string, { issuer, httpsIssuer, problem }: Status): string {
  return [
    'Tokenbench is running. Open it in a browser:',
    '',
    `  ${address}`,
    '',
    ...(issuer === undefined ? [`  ${problem?.message ?? 'The tenant is stopped.'}`] : [`  Issuer   ${issuer}`]),
    ...(httpsIssuer === undefined || httpsIssuer === issuer ? [] : [`  HTTPS    ${httpsIssuer}`]),
    '',
    'Stop it with Ctrl+C.',
    '',
  ].join('\n');
}

function describeAsJson(address: string, status: Status): string {
  const { issuer = null, httpsIssuer = null, tokenEndpoint = null, jwksUri = null, managementAudience = null } = status;
  const { caCertificate = null, problem = null } = status;
  return `${JSON.stringify({ console: address, issuer, httpsIssuer, tokenEndpoint, jwksUri, managementAudience, caCertificate, problem })}\n`;
}
