import { Command, Option } from 'commander';
import { dataOption } from './command-options.ts';
import {
  collect,
  collectAlgorithms,
  collectWords,
  readEncoding,
  readTimeOption,
  readTolerance,
  type VerifyOptions,
} from './verify-options.ts';

const help = `
Keys come from --jwks, --key and --secret, which may be repeated; without any of them from the tenant in the data folder,
running or not. Without a key nothing is ever called verified. Only an address given with --jwks is asked for anything.

Without a token, or with "-", tokens are read from standard input, one a line, and each is answered by one line of JSON:
  {"verdict":"verified"|"not_verified"|"cannot_verify"|"not_a_jwt","checks":[{"check","result","reason"}],
   "header","payload","warnings":[{"code","text"}]}
The exit code is 0 only when every token is verified.

Examples:
  $ tokenbench verify --jwks https://id.example.test/.well-known/jwks.json --issuer https://id.example.test/ eyJhbGciOiJ…
  $ tokenbench verify --key public.pem --alg RS256 --audience https://orders.example/ --scope read:orders eyJhbGciOiJ…
  $ tokenbench verify --secret "$SECRET" --secret-encoding base64 --at 2026-01-31T12:00:00Z --json < tokens.txt`;

export function verifyCommand(): Command {
  return new Command('verify')
    .description('Verify tokens: signature, issuer, audience, times, type and scopes, each with its reason.')
    .argument('[token]', 'the token; without it, or with "-", one a line from standard input')
    .addOption(new Option('--jwks <file|url>', 'key set, or discovery document, to verify with').argParser(collect))
    .addOption(
      new Option('--key <file>', 'JWK, PEM, DER or certificate to verify (or decrypt) with').argParser(collect),
    )
    .addOption(new Option('--passphrase <text>', 'of an encrypted key'))
    .addOption(new Option('--secret <text>', 'secret of HS256, HS384, HS512').argParser(collect))
    .addOption(
      new Option('--secret-encoding <name>', 'utf8, base64, base64url or hex').argParser(readEncoding).default('utf8'),
    )
    .addOption(new Option('--alg <names>', 'algorithms that are allowed (default: all)').argParser(collectAlgorithms))
    .addOption(new Option('--issuer <url>', 'what iss has to be'))
    .addOption(new Option('--audience <name>', 'what aud has to hold; one of them, where repeated').argParser(collect))
    .addOption(new Option('--scope <names>', 'scopes that the token has to carry').argParser(collectWords))
    .addOption(new Option('--type <typ>', 'what typ has to be, such as at+jwt'))
    .addOption(new Option('--at <time>', 'verify as of this time (default: now)').argParser(readTimeOption))
    .addOption(new Option('--tolerance <seconds>', 'how far clocks may differ').argParser(readTolerance).default(0))
    .addOption(new Option('--json', 'answer in JSON, also for a single token'))
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(verify);
}

async function verify(token: string | undefined, options: VerifyOptions): Promise<void> {
  const { verifyTokens } = await import('./verify-tokens.ts');
  process.exitCode = await verifyTokens(token === '-' ? undefined : token, options);
}
