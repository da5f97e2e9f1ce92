/** A run leaves the tenant as it was, however it ends; runs are kept, and only one goes on at a time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostKeptRuns } from '../../src-main/runtime/api-check/check-history.ts';
import { type CheckRuns, createCheckRuns } from '../../src-main/runtime/api-check/check-runs.ts';
import { type OrdersTenant, orders, readOrders, startOrdersTenant } from './orders-tenant.ts';
import type { ServedApi } from './serve-api.ts';
import { serveOrders } from './serve-orders.ts';

let tenant: OrdersTenant;
let api: ServedApi;
let runs: CheckRuns;
beforeAll(async () => {
  tenant = await startOrdersTenant();
  api = await serveOrders({
    issuer: tenant.issuer,
    audience: orders,
    scope: readOrders,
    flaw: 'fetches the JWKS for every request',
  });
  runs = createCheckRuns(tenant.tenant);
});
afterAll(async () => {
  await runs.close();
  await api.close();
  await tenant.close();
});

const input = (more: object = {}) => ({ url: api.url, audience: orders, scope: readOrders, wait: false, ...more });

/** Everything of the tenant that a run could change. */
async function snapshot(): Promise<string> {
  const { signingKeys, clients, clientGrants, resourceServers, settings, faults } = tenant.tenant;
  const { now: _now, ...clock } = faults.clock();
  const jwks = await (await fetch(`${tenant.issuer}.well-known/jwks.json`)).text();
  return JSON.stringify([
    signingKeys.list(),
    clients.page(0, 100),
    clientGrants.page(0, 100),
    resourceServers.page(0, 100),
    settings.get(),
    faults.list().map(({ hits: _hits, ...fault }) => fault),
    { offset: Math.round(clock.offset_ms / 1_000) },
    jwks,
  ]);
}

async function untilEnd(id: string): Promise<void> {
  await expect.poll(() => runs.read(id, 0).state, { timeout: 20_000 }).not.toBe('running');
}

describe('a run', () => {
  it('leaves keys, grants, faults, clock and JWKS as they were, and is not disturbed by them', async () => {
    tenant.tenant.faults.set({ kind: 'jwks_down' });
    tenant.tenant.faults.setClock({ offset_ms: -7_200_000 });
    const before = await snapshot();
    const report = await runs.run(input());
    expect(report.control, report.advice).toBe('accepted');
    expect(await snapshot()).toBe(before);
    expect(tenant.tenant.faults.list()).toMatchObject([{ kind: 'jwks_down' }]);
    tenant.tenant.faults.allOff();
  });

  it('serves what it plays to the API alone', async () => {
    const before = await snapshot();
    const others: string[] = [];
    const id = await runs.start(input({ groups: ['rotation'] }));
    while (runs.read(id, 0).state === 'running') {
      const answer = await fetch(`${tenant.issuer}.well-known/jwks.json`, {
        headers: { 'user-agent': 'somebody-else' },
      });
      others.push(`${answer.status} ${await answer.text()}`);
    }
    expect(new Set(others).size).toBe(1);
    expect(others[0]).toContain(tenant.tenant.signingKeys.current().kid);
    expect(await snapshot()).toBe(before);
  });

  it('that is stopped ends at once, with what it has, and the tenant as it was', async () => {
    const before = await snapshot();
    const id = await runs.start(input());
    runs.stop(id);
    await untilEnd(id);
    expect(runs.read(id, 0).report?.advice).toBe('The run was stopped.');
    expect(await snapshot()).toBe(before);
  });

  it('ends by itself where whoever asked for it is gone', async () => {
    const before = await snapshot();
    const id = await runs.start(input({ wait: true }), { lease: 1 });
    await expect.poll(() => runs.running, { timeout: 10_000 }).toBeUndefined();
    expect(runs.read(id, 0).state).toBe('done');
    expect(await snapshot()).toBe(before);
  });

  it('is the only one at a time', async () => {
    const id = await runs.start(input());
    await expect(runs.start(input())).rejects.toMatchObject({ code: 'operation_not_supported' });
    runs.stop(id);
    await untilEnd(id);
  });
});

describe('the history', () => {
  it('keeps the last runs, the newest first, and none of a single case', async () => {
    for (const { id } of runs.history.list()) runs.history.remove(id);
    const report = await runs.run(input({ groups: ['signature'] }));
    await runs.run(input({ only: ['alg-none'] }));
    expect(runs.history.list()).toMatchObject([{ id: report.id, grade: report.grade, url: api.url }]);
    expect(runs.history.get(report.id)).toEqual(report);
    for (let index = 0; index < mostKeptRuns + 5; index += 1) runs.history.keep({ ...report, id: `run-${index}` });
    const kept = runs.history.list().map(({ id }) => id);
    expect(kept).toHaveLength(mostKeptRuns);
    expect(kept[0]).toBe(`run-${mostKeptRuns + 4}`);
    expect(() => runs.history.get('run-0')).toThrow(/no longer available/);
  });

  it('keeps no value of a header', async () => {
    const secret = 'a-key-of-somebody-else';
    const report = await runs.run(input({ headers: { 'X-Api-Key': secret }, groups: ['signature'] }));
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(report.input.headers).toEqual({ 'X-Api-Key': '***' });
  });
});
