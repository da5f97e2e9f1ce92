/** What the screens of the settings and of the signing keys ask and do. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openCalls } from './console-calls.ts';

it('settings are read, changed and refused, and the flag of the APIs section knows that it was never set', async () => {
  const { call, refusal } = await openCalls();
  expect(await call('settings.get', {})).toMatchObject({ apisSection: 'never_set', default_audience: '' });
  const update = { friendly_name: 'Mine', flags: { enable_apis_section: false } };
  expect(await call('settings.update', { update })).toMatchObject({ friendly_name: 'Mine', apisSection: 'off' });
  expect(await call('settings.update', { update: { flags: { enable_apis_section: true } } })).toMatchObject({
    friendly_name: 'Mine',
    apisSection: 'on',
  });
  expect(await refusal('settings.update', { update: { support_url: 'nowhere' } })).toMatchObject({
    field: 'update.support_url',
  });
});

it('a reset asks for the name, writes a backup first, and leaves a new tenant with other keys', async () => {
  const data = mkdtempSync(join(tmpdir(), 'tokenbench-settings-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const { call, refusal } = await openCalls({ data });
  const [key] = await call('signingKeys.list', {});
  expect(await refusal('storage.reset', { confirmation: 'other', withSample: false })).toMatchObject({
    field: 'confirmation',
  });
  expect(await call('storage.get', {})).toMatchObject({ folder: data, counts: { applications: 2, keys: 2 } });
  const { friendly_name } = await call('settings.get', {});
  const { backup = '' } = await call('storage.reset', { confirmation: friendly_name, withSample: false });
  expect(existsSync(backup)).toBe(true);
  expect(readFileSync(backup, 'utf8')).toContain('Nightly Job');
  expect(await call('storage.get', {})).toMatchObject({ counts: { applications: 0, apis: 1, grants: 0, keys: 2 } });
  expect((await call('signingKeys.list', {}))[0]?.kid).not.toBe(key?.kid);
});

it('an export holds secrets only where they are asked for', async () => {
  const { call } = await openCalls();
  const plain = await call('storage.export', { withSecrets: false });
  expect(plain).toMatchObject({ fileName: expect.stringMatching(/-without-secrets\.json$/) });
  expect(plain.text).not.toMatch(/"client_secret"|"signing_secret"|"(?:d|p|q|dp|dq|qi)":/);
  expect((await call('storage.export', { withSecrets: true })).text).toMatch(/"client_secret"/);
});

it('keys are rotated and revoked, the current one never, and the key set says who reads it', async () => {
  const { call, refusal } = await openCalls();
  const kids = async () => (await call('signingKeys.list', {})).map(({ kid, state }) => [state, kid]);
  const [[, current = ''] = [], [, next = ''] = []] = await kids();
  expect(await refusal('signingKeys.revoke', { kid: current })).toHaveProperty('message');
  expect(await call('signingKeys.rotate', {})).toEqual({ current: next, previous: current });
  await call('signingKeys.revoke', { kid: current });
  expect(Object.fromEntries(await kids())).toMatchObject({ current: next, revoked: current });
  const { revoked } = await call('signingKeys.rotateAndRevoke', {});
  expect(revoked).toBe(next);
  const { address = '' } = await call('signingKeys.keySet', {});
  const served = await (await fetch(address, { headers: { 'user-agent': 'an-api' } })).json();
  const { text, readers } = await call('signingKeys.keySet', {});
  expect(JSON.parse(text)).toEqual(served);
  expect(readers).toEqual([expect.objectContaining({ program: 'an-api', requests: 1 })]);
});

it('a port is the tenant’s own, free, or taken with another on offer', async () => {
  const { call } = await openCalls();
  const { port = 0 } = await call('network.get', {});
  expect(await call('network.checkPort', { port: Number(port) })).toEqual({ state: 'own' });
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const address = other.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;
  const answer = await call('network.checkPort', { port: taken });
  expect(answer).toMatchObject({ state: 'taken', message: expect.stringContaining(String(taken)) });
  expect(await call('network.checkPort', { port: answer.freePort ?? 0 })).toEqual({ state: 'free' });
});
