/** `npm run docs`: docs/api-check.md, from the battery itself. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { battery } from '../src-main/api-check/cases/index.ts';
import { fixes } from '../src-main/api-check/fixes.ts';
import { checkGroupNames, checkGroups } from '../src-main/contract/entities/api-check.ts';

export const page = fileURLToPath(new URL('../docs/api-check.md', import.meta.url));

/** The page's text. */
export function writePage() {
  return [
    introduction(battery.length),
    ...checkGroupNames.map(describeGroup),
    '## How to mend it\n',
    ...Object.entries(fixes).map(describeFix),
    '',
  ].join('\n');
}

function introduction(count) {
  return `# The API check

<!-- Written by "npm run docs" from src-main/api-check. -->

*My API accepts the good token; does it refuse the bad ones?* The check sends an API on your machine ${count} cases: tokens and
requests that are right in everything but one thing. It holds the tenant's key, so each of them gets past every check but the
one that it is about. Tools that attack from outside end at the signature.

\`\`\`
tokenbench check http://localhost:3000/orders --audience https://orders.example/ --scope read:orders
\`\`\`

The same is on the screen *API check*, and in a test suite:

\`\`\`js
const { failures } = await tenant.checkApi({ url: 'http://localhost:3000/orders', audience, scope: 'read:orders' });
expect(failures).toEqual([]);
\`\`\`

## How it judges

- First a good token. Where the API refuses it, nothing else is sent, and you are told what to set.
- **must**: every API that is set up right does this. Otherwise it is a failure, and the command ends with 3.
- **should**: a standard asks for it, and respected libraries do otherwise. A warning.
- **may**: either answer is legal, and worth knowing. A remark.
- An answer is *accepted* where the control is, *refused* with any 4xx. Another status than the one that the standard has is a
  remark, never a failure. A 5xx, a connection that is dropped and five seconds of silence are a failure: a token must not
  do that.
- Where the API answers 429, it is asked again when it says so. After each group the good token is sent once more; where it
  is refused, the group is inconclusive.
- Nothing of the tenant changes: for the cases of the last group the API alone is served another JWKS, told from other
  programs by its User-Agent. Two programs of the same library that ask at the same time cannot be told apart.
- Some cases of the last two groups wait, half a minute or one, until the API may ask for the JWKS again. \`--no-wait\` leaves
  them out, as the library does unless it is told \`wait: true\`.
- Loopback and private addresses only; another host has to be named twice (\`--allow-host\`). Redirects are not followed.

Not tried: an API whose tokens are encrypted (JWE), a cold cache (restart the API and set the fault *JWKS down*), a revoked key
after a restart, and the content of public files as a key.

## In CI

\`\`\`yaml
- run: npx tokenbench serve --data .tokenbench --seed tenant.yaml &
- run: npm start &                                  # your API, with http://localhost:4400/ as its issuer
- run: npx --yes wait-on http-get://localhost:3000/health http-get://localhost:4400/.well-known/jwks.json
- run: >
    npx tokenbench check http://localhost:3000/orders --data .tokenbench
    --audience https://orders.example/ --scope read:orders
    --sarif api-check.sarif --junit api-check.xml
- uses: github/codeql-action/upload-sarif@v3        # shows what is to be mended beside the code
  if: always()
  with: { sarif_file: api-check.sarif }
\`\`\`

Without a running tenant the command starts one at http://localhost:4400/ for the check; an API that fetches its keys with
the first request needs nothing else.

| exit code | means |
|---|---|
| 0 | the API does as it should |
| 3 | something serious; with \`--fail-on warning\` also a warning |
| 8 | nothing could be told: the good token is refused, there is no answer, or the run was stopped |
| 2 | an option is wrong, or nothing listens at the address |
`;
}

function describeGroup(group) {
  const cases = battery.filter((one) => one.group === group);
  const rows = cases.map(
    ({ id, title, severity, why, fix }) =>
      `| \`${id}\` | ${cell(title)} | ${severity} | ${cell(why)} | ${fix === undefined ? '' : `[${fix}](#${fix.toLowerCase()})`} |`,
  );
  return `## ${checkGroups[group]}\n\n\`--group ${group}\`\n\n| case | what is sent | | why | mend |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

function describeFix([code, { advice, by = {} }]) {
  const ways = Object.entries(by).map(([library, set]) => `- ${library}: \`${set}\``);
  return `### ${code}\n\n${advice}\n${ways.length === 0 ? '' : `\n${ways.join('\n')}\n`}`;
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, writePage());
