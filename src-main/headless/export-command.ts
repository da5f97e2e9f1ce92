import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { type Exported, exportFormats } from '../contract/methods/transfer.ts';
import { errorCode } from '../store/store-error.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { dataOption, passphraseOption } from './command-options.ts';
import { CompletedOption } from './completed-option.ts';
import { print, report } from './terminal.ts';

interface ExportOptions {
  data?: string;
  format: (typeof exportFormats)[number];
  output?: string;
  withSecrets?: true;
  includeKeys?: true;
  passphraseFile?: string;
}

const help = `
The Tokenbench file has everything, with IDs, in a stable order: commit it as a fixture. Secrets are included only with
--with-secrets, encrypted with a passphrase from --passphrase-file or TOKENBENCH_PASSPHRASE. The formats of the Auth0
Deploy CLI (yaml, directory) never have secrets.

Examples:
  $ tokenbench export --output fixture.json
  $ TOKENBENCH_PASSPHRASE=… tokenbench export --with-secrets --include-keys --output tenant.json
  $ tokenbench export --format directory --output ./auth0`;

export function exportCommand(): Command {
  return new Command('export')
    .description('Export a running or stored tenant as a Tokenbench file or for the Auth0 Deploy CLI.')
    .addOption(new Option('--format <format>', 'what to write').choices(exportFormats).default('tokenbench'))
    .addOption(
      new CompletedOption(
        '--output <path>',
        'the file, or the folder for the format directory (default: standard output)',
        'files',
      ),
    )
    .addOption(new Option('--with-secrets', 'include client secrets and signing secrets, encrypted with a passphrase'))
    .addOption(new Option('--include-keys', 'with --with-secrets: include private signing keys'))
    .addOption(passphraseOption('encrypts the secrets'))
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(runExport);
}

async function runExport(options: ExportOptions): Promise<void> {
  const { format, output } = options;
  refuseContradictions(options);
  const [{ askTenant }, { resolveDataFolder }, { readPassphrase }] = await Promise.all([
    import('./ask-tenant.ts'),
    import('../runtime/data-folder.ts'),
    import('./read-passphrase.ts'),
  ]);
  const passphrase = options.withSecrets ? readPassphrase(options.passphraseFile) : undefined;
  if (options.withSecrets && passphrase === undefined) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      'exported secrets are encrypted: give a passphrase with --passphrase-file or TOKENBENCH_PASSPHRASE.',
    );
  }
  const wish = {
    format,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(options.includeKeys ? { withKeys: true } : {}),
  };
  const answer = await askTenant(resolveDataFolder(options.data), 'export', wish, report);
  if ('problem' in answer) throw new CommandFailure(exitCodes.failed, answer.problem.message);
  write(answer.files, output);
}

function refuseContradictions({ format, output, withSecrets, includeKeys }: ExportOptions): void {
  if (format === 'directory' && output === undefined) {
    throw new CommandFailure(exitCodes.wrongUsage, 'the format directory needs --output: the folder to write to.');
  }
  if (includeKeys && !withSecrets) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      'private keys can only be exported with secrets: add --with-secrets.',
    );
  }
  if (withSecrets && format !== 'tokenbench') {
    throw new CommandFailure(exitCodes.wrongUsage, `the format ${format} holds no secrets: leave out --with-secrets.`);
  }
}

function write(files: Exported['files'], output: string | undefined): void {
  const [first] = files;
  if (output === undefined) {
    print(first?.text ?? '');
    return;
  }
  const isFolder = files.length !== 1 || first?.path.includes('/') || first?.path === 'tenant.json';
  writeAll(files.map(({ path, text }) => ({ place: isFolder ? join(output, path) : output, text })));
}

/** Each is written beside its place first, and none takes its place before the last is written: a full disk leaves none. */
function writeAll(files: readonly { place: string; text: string }[]): void {
  const written: { place: string; beside: string }[] = [];
  let current = '';
  let done = 0;
  try {
    for (const { place, text } of files) {
      current = place;
      mkdirSync(dirname(place), { recursive: true });
      const beside = join(dirname(place), `.${process.pid}-${written.length}.tmp`);
      written.push({ place, beside });
      writeFileSync(beside, text, { mode: 0o600 });
    }
    for (const { place, beside } of written) {
      current = place;
      renameSync(beside, place);
      done += 1;
    }
  } catch (cause) {
    for (const { beside } of written) rmSync(beside, { force: true });
    throw new CommandFailure(
      exitCodes.failed,
      `${current} cannot be written (${errorCode(cause) ?? 'unknown'}). ${done === 0 ? 'Nothing was exported.' : `${done} of ${files.length} files are new: export again once that is mended.`}`,
      { cause },
    );
  }
}
