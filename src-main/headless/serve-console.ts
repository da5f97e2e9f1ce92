/** `tokenbench serve --console`: the tenant with its screens in a browser. */
import { describeTenant } from '../runtime/describe-tenant.ts';
import { describeExample } from './describe-for-people.ts';
import { openBrowser } from './open-browser.ts';
import { type ConsoleStartOptions, type RunningConsole, startConsole } from './start-console.ts';

export interface ServeConsoleOptions extends ConsoleStartOptions {
  /** Opens the system's browser where there is a display. */
  open?: boolean | undefined;
  json?: boolean | undefined;
}

/** Ends when `stopped` does. */
export async function serveConsole(options: ServeConsoleOptions, stopped: Promise<void>): Promise<void> {
  const running = await startConsole(options);
  try {
    process.stdout.write(options.json ? describeAsJson(running) : describe(running));
    if (options.open) await openBrowser(running.address);
    await stopped;
  } finally {
    await running.close();
  }
}

function describe({ address, runtime }: RunningConsole): string {
  const { issuer, httpsIssuer, caCertificate, problem } = runtime.status();
  const lines = ['Tokenbench is running. Open it in a browser:', '', `  ${address}`, ''];
  if (issuer === undefined) lines.push(`  ${problem?.message ?? 'The tenant is stopped.'}`);
  else lines.push(`  Issuer   ${issuer}`);
  if (httpsIssuer !== undefined && httpsIssuer !== issuer) lines.push(`  HTTPS    ${httpsIssuer}`);
  if (runtime.doors !== undefined) {
    const { tenant, doors } = runtime;
    lines.push('', ...describeExample({ tenant, ...describeTenant(tenant, doors) }, caCertificate));
  }
  lines.push('', 'Stop it with Ctrl+C.', '');
  return lines.join('\n');
}

function describeAsJson({ address, runtime }: RunningConsole): string {
  const { issuer = null, httpsIssuer = null, tokenEndpoint = null, jwksUri = null, ...rest } = runtime.status();
  const { managementAudience = null, caCertificate = null, problem = null } = rest;
  return `${JSON.stringify({ console: address, issuer, httpsIssuer, tokenEndpoint, jwksUri, managementAudience, caCertificate, problem })}\n`;
}
