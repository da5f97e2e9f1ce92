import { Command } from 'commander';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { type VerifyOptions, withVerifyOptions } from './verify-options.ts';

const help = `
Give the token, or anything that contains one: an Authorization header, a curl command, a JSON response, a URL.
Damage is named, and the rest is still shown.

The signature is checked with the keys of the tenant in the data folder, running or not, or for HS256 with the API's
signing secret. --jwks, --key, --secret-file, and --secret replace them. Without a key, nothing is reported as
verified. Only a URL given with --jwks is contacted.

With "-", the text is read from standard input. Without a token, tokens are read from there, one per line, and each is
answered by one line of JSON, as in "tokenbench verify".

Examples:
  $ tokenbench decode eyJhbGciOiJSUzI1NiIs…
  $ pbpaste | tokenbench decode -
  $ tokenbench decode --key private.pem --json < encrypted-tokens.txt`;

export function decodeCommand(): Command {
  return withVerifyOptions(
    new Command('decode')
      .description('Decode a token: claims, meaning, times, and whether its signature is valid.')
      .argument('[token]', 'the token; "-" for text from standard input; if omitted, one token per line'),
  )
    .addHelpText('after', help)
    .action(decode);
}

async function decode(argument: string | undefined, options: VerifyOptions): Promise<void> {
  const [{ judgeTokens }, { describeToken }] = await Promise.all([
    import('./judge-tokens.ts'),
    import('./describe-token.ts'),
  ]);
  const text = argument === '-' && options.json !== true ? await readStandardInput() : argument;
  process.exitCode = await judgeTokens(text === '-' ? undefined : text, options, describeToken);
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
