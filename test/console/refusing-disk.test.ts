/** A disk that refuses is told in one sentence, through every door, until it is over. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createDispatch } from '../../src-main/console/dispatch.ts';
import { createHandlers } from '../../src-main/console/handlers.ts';
import { createBrowserHost } from '../../src-main/headless/browser-host.ts';
import { openTenantRuntime } from '../../src-main/runtime/tenant-runtime.ts';

it('is told by the Management API, the control API, the screens and the terminal, and tokens go on', async () => {
  const place = mkdtempSync(join(tmpdir(), 'tokenbench-refusing-'));
  const folder = join(place, 'data');
  const told: string[] = [];
  const runtime = await openTenantRuntime({
    data: folder,
    port: 0,
    httpsPort: 'off',
    sample: true,
    report: (message) => told.push(message),
  });
  onTestFinished(async () => {
    vi.useRealTimers();
    await runtime.close();
    rmSync(place, { recursive: true, force: true });
  });
  const { issuer = '', tokenEndpoint = '', managementAudience = '' } = await runtime.start();
  const dispatch = createDispatch(createHandlers({ runtime, host: createBrowserHost(undefined) }), () => undefined);
  const [explorer] = runtime.tenant.clients.matching(({ name }) => name === 'API Explorer Application');
  const askToken = async () => {
    const response = await fetch(tokenEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: explorer?.client_id,
        client_secret: explorer?.client_secret,
        audience: managementAudience,
      }),
    });
    return Object(await response.json()).access_token;
  };
  const token = await askToken();
  const create = async (name: string) => {
    const response = await fetch(`${issuer}api/v2/clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    return { status: response.status, body: Object(await response.json()) };
  };
  expect((await create('Before')).status).toBe(201);

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  renameSync(folder, `${folder}-away`);
  writeFileSync(folder, 'a file where the folder should be');
  const sentence = expect.stringMatching(/tenant\.db cannot be written .* nothing was changed\. .*another data folder/);
  for (const name of ['One', 'Two', 'Three']) {
    expect(await create(name)).toEqual({
      status: 507,
      body: { statusCode: 507, error: 'Insufficient Storage', message: sentence, errorCode: 'not_kept' },
    });
  }
  const byScreen = await dispatch('clients.create', { name: 'By screen' });
  expect(byScreen).toEqual({ ok: false, problem: { code: 'not_kept', message: sentence } });
  const pinned = { kind: 'jwks_down', pinned: true };
  const byControl = await fetch(`${issuer}_tokenbench/faults`, {
    method: 'POST',
    headers: { authorization: `Bearer ${runtime.controlToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(pinned),
  });
  expect(byControl.status).toBe(507);
  expect(Object(await byControl.json()).message).toMatch(/faults\.json cannot be (read|written)/);
  expect(runtime.status()).toMatchObject({ state: 'running', notKept: expect.stringContaining('cannot be') });
  expect(told).toEqual([sentence]);
  expect(runtime.tenant.clients.matching(({ name }) => name === 'One')).toEqual([]);
  expect(await askToken()).toEqual(expect.any(String));

  rmSync(folder);
  renameSync(`${folder}-away`, folder);
  vi.advanceTimersByTime(3_000);
  expect(runtime.status()).not.toHaveProperty('notKept');
  expect(told).toEqual([sentence, expect.stringContaining('can be written again')]);
  vi.useRealTimers();
  expect((await create('After')).status).toBe(201);
});
