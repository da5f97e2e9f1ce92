import { afterEach, expect, it, vi } from 'vitest';
import { listenToEvents } from '../../src-main/console/events.ts';
import type { BridgeEvent } from '../../src-main/contract/bridge.ts';
import { createBrowserHost } from '../../src-main/headless/browser-host.ts';
import { openTenantRuntime } from '../../src-main/runtime/tenant-runtime.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('a thousand exchanges a second are told at once, five times a second, and to the last one', async () => {
  const runtime = await openTenantRuntime({ port: 'off', httpsPort: 'off' });
  const { traffic } = runtime.tenant;
  vi.useFakeTimers();
  const told: BridgeEvent[] = [];
  const stop = listenToEvents(runtime, createBrowserHost(undefined), (event) => told.push(event));
  for (let count = 0; count < 1_000; count += 1) {
    traffic.record({
      kind: 'token',
      method: 'POST',
      url: '/oauth/token',
      hostname: 'localhost',
      ip: '127.0.0.1',
      user_agent: '',
      status: count % 10 === 0 ? 403 : 200,
      duration: 1,
      description: '',
      request: { headers: {} },
      response: { headers: {} },
    });
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(1_000);
  const counts = told.map((event) => (event.name === 'exchange' ? event.payload.recorded : event.name));
  expect(counts).toEqual([1, 200, 400, 600, 800, 1_000]);
  expect(told.at(-1)).toMatchObject({ payload: { log_id: traffic.newestId, held: 1_000, unread: 100 } });
  stop();
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(6);
  await runtime.close();
});

it('changes that come close together are told as one a noun, with all ids, and none is lost', async () => {
  const runtime = await openTenantRuntime({ port: 'off', httpsPort: 'off' });
  const { clients, resourceServers } = runtime.tenant;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const told: BridgeEvent[] = [];
  const stop = listenToEvents(runtime, createBrowserHost(undefined), (event) => told.push(event));
  const made: string[] = [];
  for (let count = 0; count < 100; count += 1) made.push((await clients.create({ name: `Client ${count}` })).client_id);
  const { id } = await resourceServers.create({ identifier: 'https://api.example/' });
  expect(told).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([
    { name: 'changed', payload: { noun: 'clients', ids: made.slice(0, 1) } },
    { name: 'changed', payload: { noun: 'resource-servers', ids: [id] } },
    { name: 'changed', payload: { noun: 'clients', ids: made.slice(1) } },
  ]);
  stop();
  await runtime.close();
});
