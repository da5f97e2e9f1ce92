import { Command } from 'commander';
import type { SignatureVerdict } from '../tenant/tokens/verify-signature.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { dataOption } from './command-options.ts';

const help = `
The signature is checked with the keys of the tenant in the data folder, running or not: by the kid of the token, or with
the secret of the API that it names for HS256. Without a key there is no verdict. Nothing is sent anywhere.

Examples:
  $ tokenbench decode eyJhbGciOiJSUzI1NiIs…
  $ pbpaste | tokenbench decode -`;

const exitCodeOf = { verified: exitCodes.done, wrong: exitCodes.refused, unknown: exitCodes.nothingThere } as const;

export function decodeCommand(): Command {
  return new Command('decode')
    .description('Print what a token says, its times, and whether its signature is right.')
    .argument('<token>', 'the token, or "-" to read it from standard input')
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(decode);
}

async function decode(argument: string, { data }: { data?: string }): Promise<void> {
  const [{ decodeToken }, { describeToken }, { resolveDataFolder }] = await Promise.all([
    import('./decode-token.ts'),
    import('./describe-token.ts'),
    import('../runtime/data-folder.ts'),
  ]);
  const decoded = decodeToken(argument === '-' ? await readStandardInput() : argument);
  const verdict = decoded.encrypted ? cannotDecrypt : await askForVerdict(decoded.token, resolveDataFolder(data));
  process.stdout.write(describeToken(decoded, verdict, Date.now()));
  process.exitCode = exitCodeOf[verdict.result];
}

const cannotDecrypt: SignatureVerdict = {
  result: 'unknown',
  explanation: 'Cannot verify: the token is encrypted (JWE), and only the API that it is for has the key to open it.',
};

async function askForVerdict(token: string, folder: string): Promise<SignatureVerdict> {
  const { askTenant, hasStoredTenant } = await import('./ask-tenant.ts');
  if (!hasStoredTenant(folder)) {
    return { result: 'unknown', explanation: `Cannot verify: there is no tenant, and so no key, in ${folder}.` };
  }
  return askTenant(folder, 'verify-signature', { token }, (message) =>
    process.stderr.write(`tokenbench: ${message}\n`),
  );
}

const longestInput = 500_000;

async function readStandardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > longestInput) {
      throw new CommandFailure(
        exitCodes.wrongUsage,
        `standard input is longer than ${longestInput} characters: give one token.`,
      );
    }
  }
  return text;
}
