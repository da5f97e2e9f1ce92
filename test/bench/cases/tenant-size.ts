import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { stopServers } from '../child-server.ts';
import { type LoadTarget, measureInRounds } from '../measure.ts';
import { compareRounds } from '../ratios.ts';
import { type CaseReport, describeLoad, ratesOf } from '../report.ts';
import type { RunOptions } from '../run-options.ts';
import { largeTenant, managementScope, smallTenant, writeSeed } from '../seed.ts';
import { startFastifyBytes } from '../servers/start-reference.ts';
import { takeAnswer } from '../servers/stored-answer.ts';
import { startSeededTenant, type Tenant } from '../servers/tokenbench.ts';
import { clientCredentialsRequest, requestToken, tokenTarget, verifySampleToken } from '../token-server.ts';
import { workPath } from '../work-folder.ts';

const perPage = 50;
const ListPage = Type.Object({
  total: Type.Number(),
  resource_servers: Type.Array(Type.Object({ identifier: Type.String() }), { minItems: perPage, maxItems: perPage }),
});

/** A page of the Management API's list, and token issue, in a small and in a large tenant. */
export async function measureTenantSize(options: RunOptions): Promise<CaseReport> {
  const servers: { stop(): Promise<void> }[] = [];
  try {
    const small = await start(options.cli, 'small', smallTenant);
    servers.push(small);
    options.onProgress(`starting a tenant with ${largeTenant.apis} APIs and ${largeTenant.grants} grants`);
    const large = await start(options.cli, 'large', largeTenant);
    servers.push(large);
    for (const tenant of [small, large]) await verifySampleToken(tenant);

    const smallList = await listTarget(small, smallTenant.apis);
    const largeList = await listTarget(large, largeTenant.apis);
    const answer = await takeAnswer(smallList.url, smallList.headers);
    const fastify = await startFastifyBytes([answer]);
    servers.push(fastify);

    const targets: LoadTarget[] = [
      smallList,
      { name: 'List: Fastify, same bytes', pid: fastify.pid, url: fastify.ready.origin + answer.path, method: 'GET' },
      largeList,
      tokenTarget(small, 'Token: small tenant'),
      tokenTarget(large, 'Token: large tenant'),
    ];
    const samples = await measureInRounds(targets, options);
    for (const tenant of [small, large]) await verifySampleToken(tenant);

    const [listSmall = [], listFastify = [], listLarge = [], tokenSmall = [], tokenLarge = []] = samples.map(ratesOf);
    return {
      title: `Tenant size: ${smallTenant.apis} APIs and ${smallTenant.grants} grants, against ${largeTenant.apis} and ${largeTenant.grants}`,
      ...describeLoad(targets, samples),
      ratios: [
        compareRounds('List page, small tenant ÷ Fastify', listSmall, listFastify, { rule: 'at least', value: 0.35 }),
        // The cost of a page must be the page's: anything that grows with the tenant would show as far less than this.
        compareRounds('List page, large tenant ÷ small', listLarge, listSmall, { rule: 'at least', value: 0.8 }),
        compareRounds('Token issue, large tenant ÷ small', tokenLarge, tokenSmall, { rule: 'at least', value: 0.95 }),
      ],
    };
  } finally {
    await stopServers(servers);
  }
}

function start(cli: string, size: string, tenant: Parameters<typeof writeSeed>[1]): Promise<Tenant> {
  return startSeededTenant(cli, `${size} tenant`, workPath(`${size}-data`), writeSeed(`${size}.json`, tenant));
}

async function listTarget(tenant: Tenant, apis: number): Promise<LoadTarget> {
  const body = clientCredentialsRequest({ audience: tenant.managementAudience, scope: managementScope });
  const target: LoadTarget = {
    name: `List: ${tenant.name}`,
    pid: tenant.pid,
    url: new URL(`/api/v2/resource-servers?per_page=${perPage}&include_totals=true`, tenant.issuer).href,
    method: 'GET',
    headers: { authorization: `Bearer ${await requestToken(tenant.tokenEndpoint, body)}` },
  };
  const page = Value.Parse(ListPage, JSON.parse((await takeAnswer(target.url, target.headers)).body));
  if (page.total < apis)
    throw new Error(`${target.name}: a wrong answer is no result: ${page.total} APIs, not ${apis}`);
  return target;
}
