/** `tokenbench serve --console`: the tenant with its screens in a browser. */
import { describeTenant } from '../runtime/describe-tenant.ts';
import { describeAsJson } from './describe-as-json.ts';
import { describeExample } from './describe-for-people.ts';
import { openBrowser } from './open-browser.ts';
import { showCertificate } from './show-certificate.ts';
import { type ConsoleStartOptions, type RunningConsole, startConsole } from './start-console.ts';
import { print } from './terminal.ts';

export interface ServeConsoleOptions extends ConsoleStartOptions {
  /** Opens the system's browser where there is a display. */
  open?: boolean | undefined;
  json?: boolean | undefined;
}

/** Ends when `stopped` does. */
export async function serveConsole(options: ServeConsoleOptions, stopped: Promise<void>): Promise<void> {
  const running = await startConsole(options);
  const certificate = await showCertificate(running.runtime.doors?.tls);
  let removePage = () => {};
  try {
    const describe = options.json ? describeForPrograms : describeForPeople;
    print(describe(running, certificate?.path));
    if (options.open) removePage = await openBrowser(running.launchAddress());
    await stopped;
  } finally {
    removePage();
    await running.close();
    certificate?.remove();
  }
}

function describeForPeople({ address, runtime }: RunningConsole, caCertificate: string | undefined): string {
  const { issuer, httpsIssuer, problem } = runtime.status();
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

function describeForPrograms({ address, runtime }: RunningConsole, caCertificate: string | undefined): string {
  const { tenant, doors, controlToken } = runtime;
  const description = doors === undefined ? {} : describeTenant(tenant, doors);
  const { problem = null } = runtime.status();
  return `${JSON.stringify({ console: address, ...describeAsJson({ ...description, controlToken }, caCertificate), problem })}\n`;
}
