import { Command } from 'commander';
import { type VerifyOptions, withVerifyOptions } from './verify-options.ts';

const help = `
Keys come from --jwks, --key, --secret-file, and --secret, which may be repeated, or else from the tenant in the data
folder, running or not. Without a key, nothing is reported as verified. Only a URL given with --jwks is contacted.

Without a token, or with "-", tokens are read from standard input, one per line, and each is answered by one line of JSON:
  {"verdict":"verified"|"not_verified"|"cannot_verify"|"not_a_jwt","checks":[{"check","result","reason"}],
   "header","payload","warnings":[{"code","text"}]}
The exit code is 0 only when every token is verified.

Examples:
  $ tokenbench verify --jwks https://id.example.test/.well-known/jwks.json --issuer https://id.example.test/ eyJhbGciOiJ…
  $ tokenbench verify --key public.pem --alg RS256 --audience https://orders.example/ --scope read:orders eyJhbGciOiJ…
  $ tokenbench verify --secret-file secret.txt --secret-encoding base64 --at 2026-01-31T12:00:00Z --json < tokens.txt`;

export function verifyCommand(): Command {
  return withVerifyOptions(
    new Command('verify')
      .description('Verify tokens: signature, issuer, audience, times, type, and scopes, each with a reason.')
      .argument('[token]', 'the token; if omitted or "-", one per line from standard input'),
  )
    .addHelpText('after', help)
    .action(verify);
}

async function verify(token: string | undefined, options: VerifyOptions): Promise<void> {
  const { judgeTokens } = await import('./judge-tokens.ts');
  const { describeVerdict } = await import('./describe-report.ts');
  process.exitCode = await judgeTokens(token === '-' ? undefined : token, options, describeVerdict);
}
