import { Command, Option } from 'commander';
import { usualPorts } from '../contract/usual-ports.ts';
import { closeOnCrash } from '../runtime/crash.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import {
  dataOption,
  readHostName,
  readIssuer,
  readListenAddress,
  readOpenPort,
  readPort,
  readRateLimit,
} from './command-options.ts';
import { CompletedOption } from './completed-option.ts';
import { addDefinitionOptions, type DefinitionOptions } from './definition-options.ts';
import { describeAsJson } from './describe-as-json.ts';
import { showCertificate } from './show-certificate.ts';
import type { HeadlessTenant } from './start-headless.ts';
import { print, printError, report } from './terminal.ts';

interface ServeOptions extends DefinitionOptions {
  port?: number | 'off';
  httpsPort?: number | 'off';
  data?: string;
  ephemeral?: true;
  seed?: string;
  sample: boolean;
  issuer?: string;
  hostName?: string[];
  listen?: string;
  rateLimit?: number;
  json?: true;
  console?: true;
  consolePort: number;
  open?: true;
}

const help = `
The first start creates sample data to try things with. --no-sample omits it, and a seed replaces it. A seed is
anything "tokenbench import" accepts. It is applied at each start: existing entities are updated, missing ones
created, the rest kept. --mappings, --keyword, --skip-problems, and --passphrase-file apply to the seed.

Most Auth0 SDKs require HTTPS. The certificate is signed by a local CA, created at the first start. Node.js programs
trust it with NODE_EXTRA_CA_CERTS=PATH, where PATH is what "serve" prints (tls/ca.pem in the data folder).

--json prints one line when the tenant is ready, and nothing else on standard output:
  {"issuer","httpsIssuer","tokenEndpoint","jwksUri","managementAudience","caCertificate",
   "controlToken","applications":[{"name","clientId","clientSecret","audiences":[…]}]}
Missing values are null. --console adds "console" (the address of the screens) and "problem".
The controlToken is for /_tokenbench/: faults, clock, and minted tokens over HTTP.

Examples:
  $ tokenbench serve
  $ tokenbench serve --port 8080 --https-port off --data ./tenant
  $ tokenbench serve --ephemeral --seed tenant.yaml --port 0 --https-port 0 --json
  $ tokenbench serve --ephemeral --seed ./auth0 --keyword ENV=dev
  $ tokenbench serve --issuer https://id.example.test/
  $ tokenbench serve --listen 0.0.0.0 --host-name tenant.localhost
  $ tokenbench serve --console --open

Ctrl+C stops it.`;

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('Run the tenant until you press Ctrl+C.')
    .addOption(
      new Option('--port <port>', `HTTP port; 0 takes a free one, "off" none ${kept(usualPorts.port)}`).argParser(
        readPort,
      ),
    )
    .addOption(
      new Option(
        '--https-port <port>',
        `HTTPS port; 0 takes a free one, "off" none ${kept(usualPorts.httpsPort)}`,
      ).argParser(readPort),
    )
    .addOption(dataOption())
    .addOption(new Option('--ephemeral', 'keep nothing on disk'))
    .addOption(new CompletedOption('--seed <path>', 'seed: a YAML or JSON file, or a folder', 'files'))
    .addOption(new Option('--no-sample', 'no sample data at the first start'))
    .addOption(new Option('--issuer <url>', 'one issuer for all addresses').argParser(readIssuer))
    .addOption(
      new Option('--host-name <name>', 'another host name besides localhost; may be repeated').argParser(readHostName),
    )
    .addOption(
      new Option('--listen <address>', 'listen at this address instead of loopback (for containers)').argParser(
        readListenAddress,
      ),
    )
    .addOption(new Option('--rate-limit <n>', 'Management API requests per second').argParser(readRateLimit))
    .addOption(new Option('--json', 'print one line of JSON when ready'))
    .addOption(new Option('--console', 'serve the screens to a browser; the address is printed'))
    .addOption(
      new Option('--console-port <port>', 'port of the screens; 0 takes a free one')
        .default(4480)
        .argParser(readOpenPort),
    )
    .addOption(new Option('--open', 'with --console: open the browser, where there is a display'));
  return addDefinitionOptions(command).addHelpText('after', help).action(serve);
}

function kept(usual: number): string {
  return `(default: the one chosen for good in Settings, else ${usual})`;
}

async function serve(options: ServeOptions, command: Command): Promise<void> {
  refuseContradictions(options, command);
  const stopped = waitForStop();
  const [{ startHeadless }, { resolveDataFolder }] = await Promise.all([
    import('./start-headless.ts'),
    import('../runtime/data-folder.ts'),
  ]);
  const { seed: file } = options;
  if (options.listen !== undefined && !/^(?:127\.|::1$)/.test(options.listen)) {
    report(
      `listening at ${options.listen}: any machine that can reach this address can request tokens. Meant for containers.`,
    );
  }
  const source = {
    ...options,
    hostNames: options.hostName,
    data: options.ephemeral ? undefined : resolveDataFolder(options.data),
    seed: file === undefined ? undefined : async () => (await import('./read-seed.ts')).readSeed(file, options, report),
    report,
  };
  if (options.console) return (await import('./serve-console.ts')).serveConsole(source, stopped);
  const running = await startHeadless(source);
  const certificate = await showCertificate(running.tls);
  try {
    print(
      options.json
        ? `${JSON.stringify(describeAsJson(running, certificate?.path))}\n`
        : await greet(running, certificate?.path, source.data !== undefined),
    );
    await stopped;
  } finally {
    await running.close();
    certificate?.remove();
  }
}

function refuseContradictions(options: ServeOptions, command: Command): void {
  if (options.port === 'off' && options.httpsPort === 'off') {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      '--port off and --https-port off leave no address. Turn one of them on.',
    );
  }
  // A folder from the environment is meant for other starts.
  if (options.ephemeral && command.getOptionValueSource('data') === 'cli') {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      "--ephemeral stores nothing, so it can't be combined with --data. Omit one of them.",
    );
  }
}

/** Signals that come while the tenant starts or stops count as well, and a second one changes nothing. */
function waitForStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    closeOnCrash({ exitCode: exitCodes.failed, tell: printError, stop: resolve });
  });
}

async function greet(running: HeadlessTenant, caCertificate: string | undefined, isKept: boolean): Promise<string> {
  const { describeForPeople } = await import('./describe-for-people.ts');
  return describeForPeople(running, caCertificate, isKept);
}
