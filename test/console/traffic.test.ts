/** The traffic through the screens' dispatch: each refusal's ladder and mend, what is masked, replay, paging, HAR. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrafficRow } from '../../src-main/contract/entities/traffic-row.ts';
import type { TrafficDetail } from '../../src-main/contract/methods/traffic.ts';
import { type Input, type MethodName, methods, type Output } from '../../src-main/contract/methods.ts';
import { checkInput } from '../../src-main/tenant/input/check-input.ts';
import { type RunningConsole, runConsole } from './running-console.ts';

const appointments = 'https://appointments.example/';

let running: RunningConsole;
beforeAll(async () => {
  running = await runConsole();
});
afterAll(async () => {
  expect(running.faults).toEqual([]);
  await running.runtime.close();
});

async function call<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const reply = await running.dispatch(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.problem.message}`);
  return checkInput<(typeof methods)[Name]['output']>(methods[name].output, reply.value);
}

async function newest(filter = ''): Promise<TrafficRow> {
  const { rows } = await call('traffic.list', { filter, count: 1 });
  const [row] = rows;
  if (row === undefined) throw new Error(`No exchange matches ${filter}.`);
  return row;
}

/** An application of its own with a way to ask, so that one test does not mend another's. */
async function anApplication(name: string, more: object = {}) {
  const { clients } = running.runtime.tenant;
  const made = await clients.create({
    name,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    ...more,
  });
  const { client_id, client_secret = '' } = made;
  const ask = async (change: Record<string, string | undefined> = {}, init: RequestInit = {}) => {
    const wish = { grant_type: 'client_credentials', client_id, client_secret, audience: appointments, ...change };
    const given = Object.entries(wish).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
    const answer = await fetch(running.runtime.status().tokenEndpoint ?? '', {
      method: 'POST',
      body: new URLSearchParams(given.map(([key, value]): [string, string] => [key, value])),
      ...init,
    });
    const body: unknown = await answer.json();
    return { status: answer.status, body, detail: await call('traffic.get', { log_id: (await newest()).log_id }) };
  };
  return { client_id, client_secret, ask };
}

function failedCheck({ why }: TrafficDetail): string | undefined {
  return why?.ladder.find(({ state }) => state === 'failed')?.check;
}

/** Applies the first mend that the tenant can make, then sends the request again. */
async function mendAndReplay(detail: TrafficDetail): Promise<TrafficDetail> {
  const open = detail.why?.mends.find(({ state }) => state === 'open');
  if (open === undefined) throw new Error('There is nothing to mend.');
  await call('traffic.mend', { mend: open.mend });
  const again = await call('traffic.get', { log_id: detail.row.log_id });
  expect(again.why?.mends.find(({ label }) => label === open.label)?.state).toBe('done');
  const { log_id } = await call('traffic.replay', { log_id: detail.row.log_id });
  expect(log_id > detail.row.log_id).toBe(true);
  return call('traffic.get', { log_id });
}

describe('a refusal', () => {
  it('for want of a grant is mended by authorizing, with the permissions that were asked for', async () => {
    const { ask, client_id } = await anApplication('Night watch');
    const { detail } = await ask({ scope: 'read:appointments' });
    expect(detail.row.words).toBe('Refused: Night watch has no client grant for this API');
    expect(detail.why?.ladder.map(({ check, state }) => [check, state])).toEqual([
      ['request', 'passed'],
      ['client', 'passed'],
      ['secret', 'passed'],
      ['grant_type', 'passed'],
      ['audience', 'passed'],
      ['policy', 'passed'],
      ['grant', 'failed'],
      ['scopes', 'not_reached'],
    ]);
    expect(detail.why?.mends.map(({ label }) => label)).toEqual(['Authorize Night watch for Appointments API']);
    const replayed = await mendAndReplay(detail);
    expect(replayed.row).toMatchObject({
      status: 200,
      client_id,
      words: 'Token for Appointments API to Night watch: read:appointments',
    });
    expect(replayed.token).toMatchObject({ verdict: 'verified', client: { client_id } });
    expect(replayed.token?.token).toMatch(/\.\*\*\*$/);
    expect(replayed.grantId).toMatch(/^cgr_/);
  });

  it('for want of a permission is mended by granting it, and by defining it where the API does not', async () => {
    const { ask, client_id } = await anApplication('Cashier');
    running.runtime.tenant.clientGrants.create({ client_id, audience: appointments, scope: ['read:appointments'] });
    const { detail } = await ask({ scope: 'read:appointments write:appointments cancel:appointments' });
    expect(failedCheck(detail)).toBe('scopes');
    expect(detail.why?.mends[0]?.note).toContain('The API does not define cancel:appointments yet');
    expect((await mendAndReplay(detail)).token?.payload).toMatchObject({
      scope: 'read:appointments write:appointments cancel:appointments',
    });
  });

  it('of a grant type is mended by switching it on', async () => {
    const { ask, client_id } = await anApplication('Web shop', { grant_types: ['authorization_code'] });
    running.runtime.tenant.clientGrants.create({ client_id, audience: appointments, scope: [] });
    const { detail } = await ask();
    expect(failedCheck(detail)).toBe('grant_type');
    expect((await mendAndReplay(detail)).row.status).toBe(200);
  });

  it('of a public client is mended by letting it authenticate', async () => {
    const { ask, client_id } = await anApplication('Kiosk', { app_type: 'spa', grant_types: undefined });
    const { clients, clientGrants } = running.runtime.tenant;
    clientGrants.create({ client_id, audience: appointments, scope: [] });
    clients.update(client_id, {
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['client_credentials'],
    });
    // Only a seed or an older tenant holds such a client.
    const made = clients.get(client_id);
    made.token_endpoint_auth_method = 'none';
    const { detail } = await ask();
    expect(failedCheck(detail)).toBe('grant_type');
    expect((await mendAndReplay(detail)).row.status).toBe(200);
  });

  it('of a policy is mended by opening it, and the grant is the next mend', async () => {
    const audience = 'https://closed.example/';
    await running.runtime.tenant.resourceServers.create({
      identifier: audience,
      subject_type_authorization: { client: { policy: 'deny_all' } },
    });
    const { ask } = await anApplication('Locksmith');
    const { detail } = await ask({ audience });
    expect(failedCheck(detail)).toBe('policy');
    const second = await mendAndReplay(detail);
    expect([second.row.status, failedCheck(second)]).toEqual([403, 'grant']);
    expect((await mendAndReplay(second)).row.status).toBe(200);
  });

  it('of an unknown audience names the nearest identifier, and offers to create the API', async () => {
    const { ask } = await anApplication('Reporter');
    const slash = (await ask({ audience: appointments.slice(0, -1) })).detail;
    expect(slash.why?.mends.map(({ mend }) => mend)).toEqual([
      { kind: 'use_identifier', identifier: appointments },
      { kind: 'create_api', identifier: appointments.slice(0, -1) },
    ]);
    const letter = (await ask({ audience: 'https://apointments.example/' })).detail;
    expect(letter.why?.mends[0]).toMatchObject({ mend: { identifier: appointments }, state: 'yours' });
    const { detail } = await ask({ audience: 'urn:reports' });
    expect(detail.why?.mends.map(({ mend: { kind } }) => kind)).toEqual(['create_api']);
    const created = await mendAndReplay(detail);
    expect(failedCheck(created)).toBe('grant');
    const reserved = (await ask({ audience: `${running.runtime.status().issuer}api/v3/` })).detail;
    expect(reserved.why?.mends.at(-1)).toMatchObject({ mend: { kind: 'create_api' }, state: 'impossible' });
  });

  it('of no audience is mended by a default that the application may use', async () => {
    const { ask, client_id } = await anApplication('Forgetful');
    running.runtime.tenant.clientGrants.create({ client_id, audience: appointments, scope: [] });
    const { detail } = await ask({ audience: undefined });
    expect(failedCheck(detail)).toBe('audience');
    expect((await mendAndReplay(detail)).row.status).toBe(200);
    running.runtime.tenant.settings.update({ default_audience: '' });
  });

  it('of a secret says whose, and when it was changed', async () => {
    const { ask, client_id, client_secret } = await anApplication('Old hand');
    const wrong = (await ask({ client_secret: 'wrong' })).detail;
    expect([failedCheck(wrong), wrong.why?.text]).toEqual(['secret', 'The secret does not match Old hand.']);
    running.runtime.tenant.clients.rotateSecret(client_id);
    const old = (await ask()).detail;
    expect(old.why?.text).toMatch(/^This is the secret that Old hand had until it was changed \d+ seconds? ago\.$/);
    expect(old.why?.mends).toMatchObject([{ state: 'yours', mend: { kind: 'use_secret', client_id } }]);
    expect((await running.dispatch('traffic.mend', { mend: { kind: 'use_secret', client_id } })).ok).toBe(false);
    expect(JSON.stringify(old)).not.toContain(client_secret);
  });

  it('of the Management API is mended by the grant; the bearer is read, its signature masked', async () => {
    const { ask, client_id } = await anApplication('Deployer');
    const { issuer } = running.runtime.status();
    const audience = `${issuer}api/v2/`;
    running.runtime.tenant.clientGrants.create({ client_id, audience, scope: ['read:clients'] });
    const { body } = await ask({ audience });
    const bearer = String(Object(body).access_token);
    const create = await fetch(`${issuer}api/v2/clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: '{"name":"Made"}',
    });
    expect(create.status).toBe(403);
    const detail = await call('traffic.get', { log_id: (await newest('kind:management')).log_id });
    expect(detail.why?.ladder.map(({ check, state }) => [check, state])).toEqual([
      ['bearer', 'passed'],
      ['permission', 'failed'],
    ]);
    expect(detail.bearer).toMatchObject({ verdict: 'verified', client: { client_id } });
    expect(JSON.stringify(detail)).not.toContain(bearer);
    expect(await call('traffic.readToken', { log_id: detail.row.log_id, which: 'bearer' })).toEqual({ token: bearer });
    const [mend] = detail.why?.mends ?? [];
    await call('traffic.mend', { mend: mend?.mend ?? { kind: 'use_secret', client_id } });
    expect(running.runtime.tenant.clientGrants.matching({ client_id, audience })[0]?.scope).toEqual([
      'read:clients',
      'create:clients',
    ]);
  });

  it('of a fault that was set on purpose is mended by turning it off', async () => {
    const { ask, client_id } = await anApplication('Unlucky');
    const { faults, clientGrants } = running.runtime.tenant;
    clientGrants.create({ client_id, audience: appointments, scope: [] });
    faults.set({ kind: 'token_server_error', client_id });
    const { status, detail } = await ask();
    expect([status, detail.row.outcome, detail.row.fault]).toEqual([503, 'failed', 'token_server_error']);
    expect(await newest('fault:token_server_error')).toMatchObject({ log_id: detail.row.log_id });
    expect((await mendAndReplay(detail)).row).toMatchObject({ status: 200, outcome: 'ok' });
    expect(faults.isQuiet).toBe(true);
  });

  it('of what is not even HTTP is there too, and a path that nobody has', async () => {
    const { issuer = '' } = running.runtime.status();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(issuer).port), '127.0.0.1', () =>
        socket.write('S3CRET what is this\r\n\r\n'),
      );
      socket.on('data', () => undefined).on('close', () => resolve());
    });
    const { kind, status, words } = await newest();
    expect({ kind, status, words }).toMatchObject({ kind: 'not_http', status: 400 });
    expect(words).toMatch(/^23 bytes that no HTTP begins with \(HPE_/);
    const nothing = await call('traffic.get', { log_id: (await newest()).log_id });
    expect(nothing.noReplay).toBe('What came was no request.');
    await fetch(`${issuer}authorize?client_secret=S3CRET`);
    expect(await newest()).toMatchObject({
      kind: 'other',
      words: 'Refused: The real service has GET /authorize, this tenant does not',
      url: '/authorize?client_secret=***',
    });
    // Fastify's router refuses it before any hook.
    await new Promise((resolve) => httpRequest(`${issuer}%zz`, resolve).end());
    expect((await newest()).url).toBe('/%zz');
  });
});

describe('the list', () => {
  it('pages without gaps or repeats, filters, and tells what came since', async () => {
    const { jwksUri = '' } = running.runtime.status();
    for (let count = 0; count < 5; count += 1) await fetch(jwksUri);
    const all = await call('traffic.list', { filter: '', count: 1_000, countsAll: true });
    expect(all.rows.length).toBe(all.found);
    const paged: string[] = [];
    for (let before: string | undefined; ; ) {
      const page = await call('traffic.list', { filter: '', count: 7, ...(before === undefined ? {} : { before }) });
      paged.push(...page.rows.map(({ log_id }) => log_id));
      before = page.rows.at(-1)?.log_id;
      if (!page.hasMore) break;
    }
    expect(paged).toEqual(all.rows.map(({ log_id }) => log_id));
    const refused = await call('traffic.list', { filter: 'outcome:refused', count: 2, countsAll: true });
    expect(refused.found).toBe(all.rows.filter(({ outcome }) => outcome === 'refused').length);
    expect([refused.rows.length, refused.hasMore]).toEqual([2, true]);
    await fetch(jwksUri);
    const since = await call('traffic.list', { filter: '', count: 9, after: all.newest ?? '' });
    expect(since.rows.map(({ kind }) => kind)).toEqual(['jwks']);
  });

  it('is the story that /api/v2/logs tells', async () => {
    const { ask, client_id } = await anApplication('Chronicler');
    const { issuer } = running.runtime.status();
    const audience = `${issuer}api/v2/`;
    running.runtime.tenant.clientGrants.create({ client_id, audience, scope: ['read:logs'] });
    const { body } = await ask({ audience });
    const answer = await fetch(`${audience}logs?per_page=100`, {
      headers: { authorization: `Bearer ${Object(body).access_token}` },
    });
    const logs = Object.values<Record<string, unknown>>(Object(await answer.json()));
    const { rows } = await call('traffic.list', { filter: '', count: 1_000 });
    const told = (one: object) => {
      const { log_id, date, type, description, client_id: client = '', audience: asked = '' } = Object(one);
      return { log_id, date, type, description, client, asked };
    };
    expect(logs.map(told)).toEqual(
      rows
        .filter(({ type }) => type !== undefined)
        .slice(0, logs.length)
        .map(told),
    );
    expect(logs.length).toBeGreaterThan(10);
    const detail = await call('traffic.get', { log_id: String(logs[0]?.log_id) });
    expect(detail.logEntry).toEqual(logs[0]);
  });

  it('counts refusals until somebody looked', async () => {
    const { ask } = await anApplication('Stranger');
    await call('traffic.markSeen', {});
    await ask({ client_secret: 'wrong' });
    expect((await call('traffic.counts', {})).unread).toBe(1);
    await call('traffic.markSeen', {});
    expect((await call('traffic.counts', {})).unread).toBe(0);
  });
});

describe('secrets', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9_-]{24,40}$/);
  const places = fc.constantFrom('form', 'json', 'basic', 'query', 'assertion', 'header', 'bearer');

  it('are in no row, no detail and no archive unless a person asked for them, wherever they were sent', async () => {
    const { tokenEndpoint = '' } = running.runtime.status();
    const sent: string[] = [];
    await fc.assert(
      fc.asyncProperty(secret, places, async (known, place) => {
        sent.push(known);
        await fetch(...requestWith(known, place, tokenEndpoint));
        const { log_id } = await newest();
        expect(JSON.stringify(await call('traffic.get', { log_id }))).not.toContain(known);
        expect(JSON.stringify(await call('traffic.reveal', { log_id }))).toContain(known);
        const curl = { log_id, shell: 'posix' } as const;
        expect((await call('traffic.curl', { ...curl, withSecrets: false })).curl).not.toContain(known);
      }),
      { numRuns: 40 },
    );
    const rows = JSON.stringify(await call('traffic.list', { filter: '', count: 1_000 }));
    const masked = await call('traffic.exportHar', { filter: '', withSecrets: false });
    const whole = await call('traffic.exportHar', { filter: '', withSecrets: true });
    for (const known of sent) {
      expect(rows).not.toContain(known);
      expect(masked.har).not.toContain(known);
      expect(whole.har).toContain(known);
    }
    const issued = running.runtime.tenant.clients.matching(() => true).map(({ client_secret = '' }) => client_secret);
    for (const known of issued.filter((one) => one !== '')) expect(masked.har).not.toContain(known);
  });

  it('aside, the archive is HAR 1.2, oldest first, of what the filter lets through', async () => {
    const { har, entries } = await call('traffic.exportHar', { filter: 'kind:token', withSecrets: false });
    const { log } = JSON.parse(har);
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'tokenbench' } });
    expect(log.entries).toHaveLength(entries);
    const times = log.entries.map(({ startedDateTime }: { startedDateTime: string }) => startedDateTime);
    expect(times.length).toBeGreaterThan(10);
    for (const entry of log.entries) {
      expect(entry).toMatchObject({
        startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        time: expect.any(Number),
        request: { method: expect.any(String), url: expect.stringMatching(/^http:\/\/localhost:\d+\/oauth\/token/) },
        response: { status: expect.any(Number), content: { size: expect.any(Number), mimeType: expect.any(String) } },
        timings: { send: 0, wait: expect.any(Number), receive: 0 },
      });
    }
  });
});

describe('what was cleared', () => {
  it('is gone', async () => {
    const { log_id } = await newest();
    await call('traffic.clear', {});
    expect(await call('traffic.list', { filter: '', count: 10, countsAll: true })).toEqual({
      rows: [],
      hasMore: false,
      found: 0,
    });
    expect(await running.dispatch('traffic.get', { log_id })).toMatchObject({ problem: { code: 'inexistent_log' } });
  });
});

function requestWith(known: string, place: string, endpoint: string): [string, RequestInit] {
  const form = (
    fields: Record<string, string>,
    headers: Record<string, string> = {},
    address = endpoint,
  ): [string, RequestInit] => [
    address,
    { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }), headers },
  ];
  switch (place) {
    case 'json':
      return [
        endpoint,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ grant_type: 'client_credentials', client_id: 'x', client_secret: known }),
        },
      ];
    case 'basic':
      // The header itself is the secret: what it decodes to is not what it says.
      return form({}, { authorization: `Basic ${known.slice(0, 24)}`, 'x-client-secret': known });
    case 'query':
      return form({}, {}, `${endpoint}?client%5Fsecret=${known}`);
    case 'assertion':
      return form({ client_assertion: known, client_assertion_type: 'urn:x' });
    case 'header':
      return form({}, { 'x-api-key': known });
    case 'bearer':
      return [endpoint.replace('oauth/token', 'api/v2/clients'), { headers: { authorization: `Bearer a.b.${known}` } }];
    default:
      return form({ client_id: 'x', client_secret: known });
  }
}
