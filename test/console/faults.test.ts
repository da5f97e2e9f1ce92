import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Status } from '../../src-main/contract/methods/tenant.ts';
import { type RunningConsole, runConsole } from './running-console.ts';

let console: RunningConsole;
beforeAll(async () => {
  console = await runConsole();
});
beforeEach(() => console.runtime.tenant.faults.allOff());
afterAll(async () => {
  await console.runtime.close();
  expect(console.faults).toEqual([]);
});

async function call(name: string, input: object = {}) {
  const reply = await console.dispatch(name, input);
  if (!reply.ok) throw Object.assign(new Error(reply.problem.message), reply.problem);
  return Object(reply.value);
}

function runHere() {
  const [job] = console.runtime.tenant.clients.matching(({ name }) => name === 'Nightly Job');
  return call('tokens.request', { client_id: job?.client_id, audience: 'https://appointments.example/' });
}

describe('the methods of the faults', () => {
  it('set, turn off one and all, and tell each time what is set', async () => {
    const { faults, clock, canPin } = await call('faults.set', { fault: { kind: 'token_slow', delay_ms: 7 } });
    expect({ faults, clock, canPin }).toMatchObject({
      faults: [{ kind: 'token_slow', delay_ms: 7, hits: 0 }],
      clock: { offset_ms: 0 },
      canPin: false,
    });
    expect((await call('faults.preset', { preset: 'rate_limited' })).faults).toHaveLength(3);
    expect((await call('faults.off', { ids: [faults[0].id, 'flt_gone'] })).faults).toHaveLength(2);
    await call('clock.set', { clock: { offset_ms: 60_000 } });
    expect(await call('faults.allOff')).toMatchObject({ faults: [], clock: { offset_ms: 0 } });
  });

  it.each([
    [{ kind: 'token_slow', delay_ms: 'long' }, 'delay_ms'],
    [{ kind: 'token_slow', pinned: true }, 'pinned'],
    [{ kind: 'token_slow', client_id: 'nobody' }, 'client_id'],
  ])('refuse %j at its field', async (fault, field) => {
    await expect(call('faults.set', { fault })).rejects.toMatchObject({ code: 'invalid_body', field });
  });

  it('are part of the status, which is told when their number changes, and not with each hit', async () => {
    const told: Pick<Status, 'faults' | 'clock'>[] = [];
    const stop = console.runtime.onStatus(({ faults, clock }) =>
      told.push({ ...(faults && { faults }), ...(clock && { clock }) }),
    );
    await call('faults.set', { fault: { kind: 'jwks_down' } });
    for (const _ of [1, 2, 3]) await fetch(console.runtime.status().jwksUri ?? '');
    await call('clock.set', { clock: { offset_ms: -1_000 } });
    await call('faults.allOff');
    stop();
    expect(told).toEqual([
      { faults: 1 },
      { faults: 1, clock: { offset_ms: -1_000 } },
      { clock: { offset_ms: -1_000 } },
      {},
    ]);
  });
});

describe('a token that is asked for on screen', () => {
  it('shows the page of a gateway as it came', async () => {
    await call('faults.set', { fault: { kind: 'token_server_error', status: '502', body: 'html' } });
    const run = await runHere();
    expect(run).toMatchObject({ status: 502, hint: expect.stringContaining('token_server_error') });
    expect(run.response.body).toContain('<h1>502 Bad Gateway</h1>');
  });

  it('shows the headers of a 429', async () => {
    await call('faults.set', { fault: { kind: 'token_rate_limited', retry_after: 9 } });
    expect((await runHere()).response.headers).toContainEqual({ name: 'retry-after', value: '9' });
  });

  it('says that a connection was dropped; sent again from the traffic, that is on record too', async () => {
    await runHere();
    const [sound] = [...console.runtime.tenant.traffic.newestFirst()];
    await call('faults.set', { fault: { kind: 'token_dropped' } });
    await expect(runHere()).rejects.toThrow('The connection ended without an answer');
    const { log_id } = await call('traffic.replay', { log_id: sound?.log_id });
    expect(console.runtime.tenant.traffic.get(log_id)).toMatchObject({ status: 0, fault: 'token_dropped' });
  });
});
