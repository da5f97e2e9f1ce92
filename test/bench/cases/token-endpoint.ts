import { stopServers } from '../child-server.ts';
import { measureInRounds } from '../measure.ts';
import { compareRounds } from '../ratios.ts';
import { type CaseReport, describeLoad, ratesOf } from '../report.ts';
import type { RunOptions } from '../run-options.ts';
import { smallTenant, writeSeed } from '../seed.ts';
import { startMockServer } from '../servers/oauth2-mock-server.ts';
import { generateReferenceKey, startBareServer, startOidcProvider } from '../servers/start-reference.ts';
import { startTenant } from '../servers/tokenbench.ts';
import { type TokenServer, tokenTarget, verifySampleToken } from '../token-server.ts';

/** client_credentials, RS256, secret in the form body: ours beside a bare server and two peers. */
export async function measureTokenEndpoint(options: RunOptions): Promise<CaseReport> {
  const servers: TokenServer[] = [];
  try {
    const key = await generateReferenceKey();
    servers.push(await startTenant(options.cli, 'Tokenbench', writeSeed('small.json', smallTenant)));
    servers.push(await startBareServer(key));
    servers.push(await startMockServer(key));
    servers.push(await startOidcProvider(key));
    for (const server of servers) await verifySampleToken(server);

    const targets = servers.map((server) => tokenTarget(server));
    const samples = await measureInRounds(targets, options);
    for (const server of servers) await verifySampleToken(server);

    const [ours = [], bare = [], mock = [], provider = []] = samples.map(ratesOf);
    return {
      title: 'Token endpoint: client_credentials, RS256, secret in the form body',
      ...describeLoad(targets, samples),
      ratios: [
        compareRounds('Tokenbench ÷ bare node:http', ours, bare, { rule: 'at least', value: 0.8 }),
        compareRounds('Tokenbench ÷ oauth2-mock-server', ours, mock, { rule: 'at least', value: 1 }),
        compareRounds('Tokenbench ÷ oidc-provider', ours, provider, { rule: 'at least', value: 1 }),
        compareRounds('oauth2-mock-server ÷ bare node:http', mock, bare),
        compareRounds('oidc-provider ÷ bare node:http', provider, bare),
      ],
    };
  } finally {
    await stopServers(servers);
  }
}
