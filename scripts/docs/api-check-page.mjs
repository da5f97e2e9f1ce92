/** docs/api-check.md: every case and every fix, from the battery itself. */
import { battery } from '../../src-main/api-check/cases/index.ts';
import { fixes } from '../../src-main/api-check/fixes.ts';
import { checkGroupNames, checkGroups } from '../../src-main/contract/entities/api-check.ts';
import { cell } from './markdown.mjs';

export function writeApiCheckPage() {
  return [
    introduction(battery.length),
    ...checkGroupNames.map(describeGroup),
    '## Fixes\n',
    ...Object.entries(fixes).map(describeFix),
    '',
  ].join('\n');
}

function introduction(count) {
  return `# API check

<!-- Written by "npm run docs" from src-main/api-check. -->

Your API accepts a valid token. Does it refuse invalid ones? The API check sends it ${count} requests that are valid in
everything but one detail. The tenant signs the tokens with its own key, so each one gets past every check except the one it
tests. Scanners without that key stop at the signature.

\`\`\`sh
tokenbench check http://localhost:3000/orders --audience https://orders.example/ --scope read:orders
\`\`\`

The same check runs on the *API check* screen, and in a test suite:

\`\`\`js
const { failures } = await tenant.checkApi({ url: 'http://localhost:3000/orders', audience, scope: 'read:orders' });
expect(failures).toEqual([]);
\`\`\`

## How results are judged

- First comes a valid token. If the API refuses it, nothing else is sent, and the check says what to configure.
- **must**: every correctly configured API does this. Anything else is a failure, and the command exits with 3.
- **should**: a standard requires it, but some respected libraries differ. Anything else is a warning.
- **may**: either is allowed. The result is a remark.
- *Accepted* means a response like the one to the valid token; *refused* means any 4xx. A different status than the standard's
  is a remark, never a failure. A 5xx, a dropped connection, or no response within five seconds is a failure: no token should
  cause that.
- After a 429, the check waits as long as the API asks and retries. After each group it sends the valid token again; if that
  is refused, the group is inconclusive.
- The tenant is not changed. For the last group, only the API under check gets a different JWKS; it is recognized by its
  User-Agent. Two programs with the same library that fetch at the same time can't be told apart.
- Some cases in the last two groups wait up to a minute until the API may fetch the JWKS again. \`--no-wait\` skips them, and
  so does the library unless you set \`wait: true\`.
- Only loopback and private addresses are allowed. Confirm any other host with \`--allow-host\`. Redirects are not followed.

Not covered: APIs with encrypted access tokens (JWE), a JWKS that is down when the API starts (restart your API with the
fault *JWKS down*), a revoked key after a restart, and public files used as a key.

## In CI

\`\`\`yaml
- run: npx tokenbench serve --data .tokenbench --seed tenant.yaml &
- run: npm start &                                  # your API, with http://localhost:4400/ as its issuer
- run: npx --yes wait-on http-get://localhost:3000/health http-get://localhost:4400/.well-known/jwks.json
- run: >
    npx tokenbench check http://localhost:3000/orders --data .tokenbench
    --audience https://orders.example/ --scope read:orders
    --sarif api-check.sarif --junit api-check.xml
- uses: github/codeql-action/upload-sarif@v3        # shows the findings next to your code
  if: always()
  with: { sarif_file: api-check.sarif }
\`\`\`

If no tenant is running, the command starts one at http://localhost:4400/ for the check. That is enough for an API that
fetches the JWKS with its first request.

| exit code | meaning |
|---|---|
| 0 | the API behaves as expected |
| 3 | a serious failure; with \`--fail-on warning\`, also a warning |
| 8 | inconclusive: the valid token is refused, the API doesn't respond, or the run was stopped |
| 2 | an option is wrong, or nothing listens at the address |
`;
}

function describeGroup(group) {
  const cases = battery.filter((one) => one.group === group);
  const rows = cases.map(
    ({ id, title, severity, why, fix }) =>
      `| \`${id}\` | ${cell(title)} | ${severity} | ${cell(why)} | ${fix === undefined ? '' : `[${fix}](#${fix.toLowerCase()})`} |`,
  );
  return `## ${checkGroups[group]}\n\n\`--group ${group}\`\n\n| case | what is sent | | why | fix |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

function describeFix([code, { advice, by = {} }]) {
  const ways = Object.entries(by).map(([library, set]) => `- ${library}: \`${set}\``);
  return `### ${code}\n\n${advice}\n${ways.length === 0 ? '' : `\n${ways.join('\n')}\n`}`;
}
