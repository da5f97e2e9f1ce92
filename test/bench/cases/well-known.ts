import { stopServers } from '../child-server.ts';
import { type LoadTarget, measureInRounds } from '../measure.ts';
import { compareRounds } from '../ratios.ts';
import { type CaseReport, describeLoad, ratesOf } from '../report.ts';
import type { RunOptions } from '../run-options.ts';
import { smallTenant, writeSeed } from '../seed.ts';
import { startFastifyBytes } from '../servers/start-reference.ts';
import { takeAnswer } from '../servers/stored-answer.ts';
import { startTenant } from '../servers/tokenbench.ts';
import { verifySampleToken } from '../token-server.ts';

/** JWKS and discovery: ours beside Fastify answering the same bytes. */
export async function measureWellKnown(options: RunOptions): Promise<CaseReport> {
  const servers: { stop(): Promise<void> }[] = [];
  try {
    const tenant = await startTenant(options.cli, 'Tokenbench', writeSeed('small.json', smallTenant));
    servers.push(tenant);
    await verifySampleToken(tenant);
    const discoveryUri = new URL('/.well-known/openid-configuration', tenant.issuer).href;
    const jwks = await takeAnswer(tenant.jwksUri);
    const discovery = await takeAnswer(discoveryUri);
    const fastify = await startFastifyBytes([jwks, discovery]);
    servers.push(fastify);
    const { origin } = fastify.ready;

    const targets: LoadTarget[] = [
      { name: 'JWKS: Tokenbench', pid: tenant.pid, url: tenant.jwksUri, method: 'GET' },
      { name: 'JWKS: Fastify, same bytes', pid: fastify.pid, url: origin + jwks.path, method: 'GET' },
      { name: 'Discovery: Tokenbench', pid: tenant.pid, url: discoveryUri, method: 'GET' },
      { name: 'Discovery: Fastify, same bytes', pid: fastify.pid, url: origin + discovery.path, method: 'GET' },
    ];
    const samples = await measureInRounds(targets, options);
    for (const [index, expected] of [jwks, jwks, discovery, discovery].entries()) {
      const target = targets[index];
      if (target && (await takeAnswer(target.url)).body !== expected.body) {
        throw new Error(`${target.name}: a wrong answer is no result: the bytes are not those of the first answer`);
      }
    }

    const [jwksOurs = [], jwksFastify = [], discoveryOurs = [], discoveryFastify = []] = samples.map(ratesOf);
    const budget = { rule: 'at least', value: 0.9 } as const;
    return {
      title: 'JWKS and discovery',
      ...describeLoad(targets, samples),
      ratios: [
        compareRounds('JWKS: Tokenbench ÷ Fastify', jwksOurs, jwksFastify, budget),
        compareRounds('Discovery: Tokenbench ÷ Fastify', discoveryOurs, discoveryFastify, budget),
      ],
    };
  } finally {
    await stopServers(servers);
  }
}
