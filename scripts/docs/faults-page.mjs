/** docs/faults.md: kinds, presets and routes, from the table that the tenant itself reads and from its own response. */
import {
  faultGroups,
  faultKindNames,
  faultKinds,
  faultPresetNames,
  faultPresets,
} from '../../src-main/contract/entities/fault-kinds.ts';
import { startTenant } from '../../src-main/headless/library.ts';
import { cell, code, table } from './markdown.mjs';

export async function writeFaultsPage() {
  return `# Faults, clock, and minted tokens

<!-- Written by "npm run docs" from src-main/contract/entities/fault-kinds.ts and src-main/http/control. -->

Faults make a running tenant fail on purpose. Set them on the *Faults* screen, with \`tokenbench fault\`, with
\`tenant.fault()\` in a test suite, or over HTTP from any language. All four use the same names.

\`\`\`js
const slow = await tenant.fault({ kind: 'token_slow', delay_ms: 3000, next: 3 }); // the next three requests
await tenant.fault({ kind: 'token_refused', refusal: 'no_client_grant', client_id, probability: 0.2 });
await slow.off();
await tenant.faults.off(); // turns off all faults and resets the clock
\`\`\`

\`\`\`sh
tokenbench fault set jwks_down --for 10m
tokenbench fault preset auth0_down
tokenbench fault off
\`\`\`

## Kinds

${Object.keys(faultGroups).map(describeGroup).join('\n')}
## Presets

${table(['preset', 'simulates', 'sets'], faultPresetNames.map(describePreset))}

## Who, how often, how long

| field | command | meaning |
|---|---|---|
| \`client_id\` | \`--client\` | only this application's requests |
| \`audience\` | \`--audience\` | only requests for this API |
| \`probability\` | \`--probability\` | this share of the requests, such as 0.25 |
| \`one_in\` | \`--one-in\` | every nth request |
| \`next\` | \`--next\` | this many requests, then the fault is removed |
| \`expires_in\` | \`--for\` | removed after this time, in seconds; the command also takes 10m or 2h |
| \`session\` | | removed when this test session ends |
| \`pinned\` | \`--pinned\` | kept when Tokenbench restarts |

Without any of them, a fault affects every request until you turn it off or the tenant stops.

## Clock

\`\`\`js
tenant.clock.freeze('2030-01-01T00:00:00Z'); // or shift(ms)
tenant.clock.advance(3_600_000);
\`\`\`

\`\`\`sh
tokenbench clock shift 5m
tokenbench clock freeze 2030-01-01T00:00:00Z
tokenbench clock reset
\`\`\`

Tokens, lifetimes, and logs follow the tenant's clock. Timeouts, certificates, and fault expiry don't. While the clock is
changed, responses have the tenant's time in \`x-tenant-time\`; \`Date\` stays real.

## HTTP API

For tests in any language. It accepts requests from this machine only, with the control token as bearer token:
\`controlToken\` in the output of \`serve --json\`, the output of \`tokenbench fault token\`, or the file \`control-token\` in the
data folder.

\`\`\`sh
curl -H "authorization: Bearer $(tokenbench fault token)" -H 'content-type: application/json' \\
  http://localhost:4400/_tokenbench/faults -d '{"kind":"token_server_error","status":"502","next":3}'
\`\`\`

${table(['route', ''], await listRoutes())}

\`GET /_tokenbench/\` also returns the JSON Schema of each request body. Errors have the shape of the Management API.

A test session groups what a suite sets. It ends when you delete it, when it expires, or when the connection to \`/hold\`
closes, so a suite that crashes leaves nothing behind.

To mint a token, \`key\` is \`current\`, \`next\`, \`previous\`, \`unpublished\`, \`{"kid"}\`, \`{"secret"}\`, \`{"api"}\` (the API's signing
secret), \`{"pem"}\`, or \`{"jwk"}\`. \`tokenbench mint\` and \`tenant.mint()\` accept the same.
`;
}

function describeGroup(group) {
  const kinds = faultKindNames.filter((kind) => faultKinds[kind].group === group);
  const rows = kinds.map((kind) => {
    const { title, simulates, parameters } = faultKinds[kind];
    return [code(kind), cell(title), cell(simulates), Object.entries(parameters).map(describeParameter).join('<br>')];
  });
  return `### ${faultGroups[group]}\n\n${table(['kind', '', 'simulates', 'parameters'], rows)}\n`;
}

function describePreset(name) {
  const { simulates, faults, offset_ms } = faultPresets[name];
  const sets = [
    ...faults.map(code),
    ...(offset_ms === undefined ? [] : [`the clock, ${offset_ms / 60_000} min ahead`]),
  ];
  return [code(name), cell(simulates), sets.join(', ')];
}

function describeParameter([name, { enum: values, default: usual, unit = '' }]) {
  return `${code(name)}: ${values === undefined ? `${usual} ${unit}`.trim() : values.join(', ')} (default${values === undefined ? '' : ` ${usual}`})`;
}

async function listRoutes() {
  const tenant = await startTenant();
  try {
    const response = await fetch(new URL('/_tokenbench/', tenant.issuer), {
      headers: { authorization: `Bearer ${tenant.controlToken}` },
    });
    const { routes } = await response.json();
    return routes.map(({ method, path, description }) => [code(`${method} ${path}`), cell(description)]);
  } finally {
    await tenant.stop();
  }
}
