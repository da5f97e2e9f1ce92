import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import type { FaultInput } from '../../../src-main/contract/entities/fault.ts';
import { faultKindNames, faultKinds } from '../../../src-main/contract/entities/fault-kinds.ts';
import { createNodeKeys } from '../../../src-main/platform/node-keys.ts';
import { createNodeRandom } from '../../../src-main/platform/node-random.ts';
import { createMemoryStore } from '../../../src-main/store/memory-store.ts';
import { createTenant } from '../../../src-main/tenant/create-tenant.ts';
import type { Pins, Schedule } from '../../../src-main/tenant/ports.ts';
import type { TokenExchange } from '../../../src-main/tenant/tokens/token-request.ts';
import { quickTenant } from '../../builders/quick-tenant.ts';

const orders = 'https://orders.example/';
const stock = 'https://stock.example/';
const issuer = 'http://localhost:4400/';

const seed = {
  resourceServers: [
    { name: 'Orders', identifier: orders, token_lifetime: 600 },
    { name: 'Stock', identifier: stock, signing_alg: 'HS256', signing_secret: 'a-secret-of-the-stock-api' },
  ],
  clients: ['shipping', 'billing'].map((client_id) => ({
    client_id,
    name: client_id,
    client_secret: `secret-of-${client_id}`,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  })),
  clientGrants: [orders, stock].flatMap((audience) =>
    ['shipping', 'billing'].map((client_id) => ({ client_id, audience, scope: [] })),
  ),
};

const start = Date.parse('2026-03-01T12:00:00Z');

async function aTenant() {
  const machine = { now: start };
  const tenant = await quickTenant({ clock: () => machine.now, seed });
  const request = async (client_id = 'shipping', audience = orders, exchange: TokenExchange = {}) =>
    tenant.tokens.issue(
      {
        issuer,
        tokenEndpoint: `${issuer}oauth/token`,
        parameters: { grant_type: 'client_credentials', client_id, client_secret: `secret-of-${client_id}`, audience },
      },
      exchange,
    );
  const claims = async (...who: Parameters<typeof request>) => decodeJwt((await request(...who)).access_token);
  const refusals = async (count: number) => {
    const outcomes: boolean[] = [];
    for (let index = 0; index < count; index += 1) outcomes.push(await isRefused());
    return outcomes;
  };
  const isRefused = async (...who: Parameters<typeof request>) => {
    try {
      await request(...who);
      return false;
    } catch {
      return true;
    }
  };
  return { tenant, machine, request, claims, refusals, isRefused };
}

describe('a kind of fault', () => {
  it.each(faultKindNames)('%s can be set by its name alone', async (kind) => {
    const { tenant } = await aTenant();
    const fault = tenant.faults.set({ kind });
    expect(fault).toMatchObject({ kind, hits: 0 });
    for (const parameter of Object.keys(faultKinds[kind].parameters)) expect(fault).toHaveProperty(parameter);
  });

  it.each<[FaultInput, string]>([
    [{ kind: 'token_refused', refusal: 'wrong_secret' }, 'client_authentication_failed'],
    [{ kind: 'token_refused', refusal: 'no_client_grant' }, 'access_denied'],
    [{ kind: 'token_refused', refusal: 'grant_type_off' }, 'unauthorized_client'],
    [{ kind: 'token_refused', refusal: 'invalid_assertion' }, 'invalid_client'],
  ])('%j refuses in the words of the real service', async (fault, code) => {
    const { tenant, request } = await aTenant();
    tenant.faults.set(fault);
    const exchange: TokenExchange = {};
    await expect(request('shipping', orders, exchange)).rejects.toMatchObject({ code });
    expect(exchange).toMatchObject({ fault: 'token_refused', client_id: 'shipping', client_name: 'shipping' });
  });

  it('token_short_lived shortens the token and what the answer promises', async () => {
    const { tenant, request } = await aTenant();
    tenant.faults.set({ kind: 'token_short_lived', lifetime: 7 });
    const { access_token, expires_in } = await request();
    const { iat = 0, exp = 0 } = decodeJwt(access_token);
    expect([exp - iat, expires_in]).toEqual([7, 7]);
  });

  it('token_expired is over, while the answer promises the usual lifetime', async () => {
    const { tenant, request } = await aTenant();
    tenant.faults.set({ kind: 'token_expired', ago: 30 });
    const { access_token, expires_in } = await request();
    expect(decodeJwt(access_token).exp).toBe(start / 1_000 - 30);
    expect(expires_in).toBe(600);
  });

  it('token_future is not yet valid', async () => {
    const { tenant, claims } = await aTenant();
    tenant.faults.set({ kind: 'token_future', ahead: 300 });
    const now = start / 1_000;
    expect(await claims()).toMatchObject({ iat: now + 300, nbf: now + 300, exp: now + 900 });
  });

  it('token_wrong_audience names another API', async () => {
    const { tenant, claims } = await aTenant();
    tenant.faults.set({ kind: 'token_wrong_audience', wrong_audience: 'https://elsewhere.example/' });
    expect((await claims()).aud).toBe('https://elsewhere.example/');
  });

  it('several at once all alter the token', async () => {
    const { tenant, claims } = await aTenant();
    tenant.faults.set({ kind: 'token_short_lived', lifetime: 7 });
    tenant.faults.set({ kind: 'token_wrong_audience' });
    const exchange: TokenExchange = {};
    const { aud, iat = 0, exp = 0 } = await claims('shipping', orders, exchange);
    expect([aud, exp - iat]).toEqual(['https://another-api.example/', 7]);
    expect(exchange.fault).toBe('token_short_lived, token_wrong_audience');
  });
});

describe('the scope of a fault', () => {
  it('is every request, unless it says otherwise', async () => {
    const { tenant, isRefused } = await aTenant();
    tenant.faults.set({ kind: 'token_refused' });
    expect([await isRefused('shipping'), await isRefused('billing', stock)]).toEqual([true, true]);
  });

  it('is one application', async () => {
    const { tenant, isRefused } = await aTenant();
    tenant.faults.set({ kind: 'token_refused', client_id: 'billing' });
    expect([await isRefused('shipping'), await isRefused('billing')]).toEqual([false, true]);
  });

  it('is one API, also where the request leaves it to the default audience', async () => {
    const { tenant, isRefused } = await aTenant();
    tenant.faults.set({ kind: 'token_refused', audience: stock });
    expect([await isRefused('shipping', orders), await isRefused('shipping', stock)]).toEqual([false, true]);
    tenant.settings.update({ default_audience: stock });
    expect(await isRefused('shipping', '')).toBe(true);
  });

  it('refuses an application and an API that do not exist, by name', async () => {
    const { tenant } = await aTenant();
    const set = (fault: object) => () => tenant.faults.set({ kind: 'token_refused', ...fault });
    expect(set({ client_id: 'nobody' })).toThrow('There is no application with the client id nobody.');
    expect(set({ audience: 'https://nothing.example/' })).toThrow(
      'There is no API with the identifier https://nothing.example/.',
    );
  });

  it('is refused where a request does not say who asks', async () => {
    const { tenant } = await aTenant();
    expect(() => tenant.faults.set({ kind: 'jwks_down', client_id: 'shipping' })).toThrow(
      'jwks_down (JWKS down) cannot be narrowed by client_id',
    );
  });
});

describe('how often a fault hits', () => {
  it('is the next n requests, then it is gone', async () => {
    const { tenant, refusals } = await aTenant();
    const fault = tenant.faults.set({ kind: 'token_refused', next: 3 });
    expect(await refusals(5)).toEqual([true, true, true, false, false]);
    expect(tenant.faults.list()).toEqual([]);
    expect(fault.hits).toBe(3);
  });

  it('is one in n', async () => {
    const { tenant, refusals } = await aTenant();
    tenant.faults.set({ kind: 'token_refused', one_in: 3 });
    expect(await refusals(7)).toEqual([false, false, true, false, false, true, false]);
  });

  it('counts only requests in its scope', async () => {
    const { tenant, isRefused } = await aTenant();
    tenant.faults.set({ kind: 'token_refused', client_id: 'billing', next: 1 });
    await isRefused('shipping');
    expect([await isRefused('billing'), await isRefused('billing')]).toEqual([true, false]);
  });

  it('is as probable as it says', async () => {
    const random = createNodeRandom();
    const ports = { clock: Date.now, random, keys: createNodeKeys(), store: createMemoryStore() };
    const tenant = await createTenant(ports);
    const draws = ['000000000000', '7fffffffffff', '800000000000', 'ffffffffffff'];
    random.hex = () => draws.shift() ?? '';
    tenant.faults.set({ kind: 'jwks_down', probability: 0.5 });
    const hits = Array.from({ length: 4 }, () => tenant.faults.hit('jwks').kinds.length);
    expect(hits).toEqual([1, 1, 0, 0]);
  });

  it('gives a request one answer: a fault that comes too late has not hit', async () => {
    const { tenant } = await aTenant();
    const slow = tenant.faults.set({ kind: 'jwks_slow' });
    const down = tenant.faults.set({ kind: 'jwks_down' });
    const empty = tenant.faults.set({ kind: 'jwks_empty', next: 1 });
    expect(tenant.faults.hit('jwks').kinds).toEqual(['jwks_slow', 'jwks_down']);
    expect([slow.hits, down.hits, empty.hits]).toEqual([1, 1, 0]);
  });
});

describe('the end of a fault', () => {
  it('comes at its time by the clock of the machine, however the clock of the tenant goes', async () => {
    const { tenant, machine, isRefused } = await aTenant();
    tenant.faults.set({ kind: 'token_refused', expires_in: 60 });
    tenant.faults.setClock({ offset_ms: 3_600_000 });
    expect(await isRefused()).toBe(true);
    machine.now += 60_000;
    expect(await isRefused()).toBe(false);
    expect(tenant.faults.isQuiet).toBe(true);
  });

  it('is told when it comes, by the timer of the host', async () => {
    const timers: { delay: number; act: () => void }[] = [];
    const schedule: Schedule = (delay, act) => {
      const timer = { delay, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    };
    let now = start;
    const ports = { clock: () => now, random: createNodeRandom(), keys: createNodeKeys(), store: createMemoryStore() };
    const tenant = await createTenant({ ...ports, schedule });
    const told: string[] = [];
    tenant.events.on('changed', ({ noun }) => told.push(noun));
    tenant.faults.set({ kind: 'jwks_down', expires_in: 600 });
    tenant.faults.set({ kind: 'jwks_slow', expires_in: 60 });
    expect(timers.map(({ delay }) => delay)).toEqual([60_000]);
    now += 60_000;
    timers[0]?.act();
    expect(tenant.faults.count).toBe(1);
    expect(told).toEqual(['faults', 'faults', 'faults']);
    expect(timers.map(({ delay }) => delay)).toEqual([540_000]);
    tenant.close();
    expect(timers).toEqual([]);
  });

  it('comes for all at once, and the clock is real again', async () => {
    const { tenant, machine } = await aTenant();
    tenant.faults.preset('auth0_down');
    tenant.faults.preset('clocks_drift');
    expect(tenant.clock()).toBe(machine.now + 300_000);
    tenant.faults.allOff();
    expect([tenant.faults.list(), tenant.clock()]).toEqual([[], machine.now]);
  });

  it('comes when another of its kind takes its place for the same application and API', async () => {
    const { tenant } = await aTenant();
    tenant.faults.set({ kind: 'token_slow', delay_ms: 1 });
    tenant.faults.set({ kind: 'token_slow', delay_ms: 2 });
    tenant.faults.set({ kind: 'token_slow', delay_ms: 3, client_id: 'billing' });
    expect(tenant.faults.list()).toMatchObject([{ delay_ms: 2 }, { delay_ms: 3, client_id: 'billing' }]);
  });

  it('of one that is off already is refused', async () => {
    const { tenant } = await aTenant();
    expect(() => tenant.faults.off('flt_none')).toThrow('There is no fault flt_none: it is off already.');
  });
});

describe('a test session', () => {
  it('takes with it what it set, and nothing else', async () => {
    const { tenant } = await aTenant();
    const { id } = tenant.faults.beginSession(60);
    tenant.faults.set({ kind: 'jwks_slow' });
    tenant.faults.set({ kind: 'jwks_down', session: id });
    tenant.faults.setClock({ offset_ms: 5_000, session: id });
    tenant.faults.endSession(id);
    expect(tenant.faults.list()).toMatchObject([{ kind: 'jwks_slow' }]);
    expect(tenant.faults.isClockReal).toBe(true);
  });

  it('ends by itself when it is not heard of, and lives on with each sign of life', async () => {
    const { tenant, machine } = await aTenant();
    const { id } = tenant.faults.beginSession(60);
    tenant.faults.set({ kind: 'jwks_down', session: id });
    machine.now += 59_000;
    tenant.faults.renewSession(id);
    machine.now += 59_000;
    expect(tenant.faults.list()).toHaveLength(1);
    machine.now += 1_000;
    expect(tenant.faults.list()).toEqual([]);
    expect(() => tenant.faults.renewSession(id)).toThrow(`There is no test session ${id}`);
  });

  it('that is held does not end by itself', async () => {
    const { tenant, machine } = await aTenant();
    const { id } = tenant.faults.beginSession(60);
    tenant.faults.set({ kind: 'jwks_down', session: id });
    tenant.faults.holdSession(id);
    machine.now += 3_600_000;
    expect(tenant.faults.list()).toHaveLength(1);
  });

  it('that is unknown sets nothing', async () => {
    const { tenant } = await aTenant();
    expect(() => tenant.faults.set({ kind: 'jwks_down', session: 'ses_none' })).toThrow(
      'There is no test session ses_none',
    );
    expect(tenant.faults.isQuiet).toBe(true);
  });
});

describe('what is pinned', () => {
  function aPlace() {
    const place: { kept?: string } = {};
    const pins: Pins = {
      load: () => (place.kept === undefined ? undefined : JSON.parse(place.kept)),
      save: (saved) => {
        place.kept = JSON.stringify(saved);
      },
    };
    const open = async (now = start) =>
      createTenant({
        clock: () => now,
        random: createNodeRandom(),
        keys: createNodeKeys(),
        store: createMemoryStore(),
        pins,
      });
    return { place, open };
  }

  it('is there after a restart, and nothing else is', async () => {
    const { open } = aPlace();
    const first = await open();
    first.faults.set({ kind: 'jwks_slow', delay_ms: 40, pinned: true });
    first.faults.set({ kind: 'jwks_down' });
    first.faults.setClock({ offset_ms: -90_000, pinned: true });
    const second = await open();
    expect(second.faults.list()).toMatchObject([{ kind: 'jwks_slow', delay_ms: 40, pinned: true }]);
    expect(second.clock()).toBe(start - 90_000);
    second.faults.allOff();
    const third = await open();
    expect([third.faults.isQuiet, third.faults.isClockReal]).toEqual([true, true]);
  });

  it('and has expired meanwhile is gone', async () => {
    const { open } = aPlace();
    (await open()).faults.set({ kind: 'jwks_down', pinned: true, expires_in: 10 });
    expect((await open(start + 11_000)).faults.isQuiet).toBe(true);
  });

  it('in a file that somebody edited keeps no tenant from starting', async () => {
    const { place, open } = aPlace();
    place.kept = JSON.stringify({
      faults: [{ kind: 'no_such' }, { id: 'x', kind: 'jwks_down', hits: 0, set_at: '' }, 7],
      clock: { frozen_at: 'never' },
    });
    const tenant = await open();
    expect([tenant.faults.isQuiet, tenant.faults.isClockReal]).toEqual([true, true]);
  });

  it('and cannot be kept is not set either', async () => {
    const pins: Pins = {
      load: () => undefined,
      save: () => {
        throw new Error('The disk is full.');
      },
    };
    const ports = { clock: Date.now, random: createNodeRandom(), keys: createNodeKeys(), store: createMemoryStore() };
    const { faults } = await createTenant({ ...ports, pins });
    expect(() => faults.set({ kind: 'jwks_down', pinned: true })).toThrow('The disk is full.');
    expect(faults.isQuiet).toBe(true);
    expect(() => faults.setClock({ offset_ms: 60_000, pinned: true })).toThrow('The disk is full.');
    expect(faults.isClockReal).toBe(true);
  });

  it('and cannot be forgotten is still set', async () => {
    let isFull = false;
    const pins: Pins = {
      load: () => undefined,
      save: () => {
        if (isFull) throw new Error('The disk is full.');
      },
    };
    const ports = { clock: Date.now, random: createNodeRandom(), keys: createNodeKeys(), store: createMemoryStore() };
    const { faults } = await createTenant({ ...ports, pins });
    const { id } = faults.set({ kind: 'jwks_down', pinned: true });
    faults.setClock({ offset_ms: 60_000, pinned: true });
    isFull = true;
    expect(() => faults.off(id)).toThrow('The disk is full.');
    expect(() => faults.allOff()).toThrow('The disk is full.');
    expect(() => faults.resetClock()).toThrow('The disk is full.');
    expect(faults.list()).toEqual([expect.objectContaining({ id })]);
    expect(faults.isClockReal).toBe(false);
  });

  it('is refused where nothing is kept', async () => {
    const { tenant } = await aTenant();
    expect(() => tenant.faults.set({ kind: 'jwks_down', pinned: true })).toThrow(
      'This tenant keeps nothing on disk, so that nothing can be pinned.',
    );
  });
});

describe("the tenant's clock", () => {
  it('goes ahead and behind, and tokens follow', async () => {
    const { tenant, claims } = await aTenant();
    tenant.faults.setClock({ offset_ms: 86_400_000 });
    expect((await claims()).iat).toBe(start / 1_000 + 86_400);
    tenant.faults.setClock({ offset_ms: -86_400_000 });
    expect((await claims()).iat).toBe(start / 1_000 - 86_400);
    tenant.faults.setClock({ offset_ms: 0 });
    expect(tenant.faults.isClockReal).toBe(true);
  });

  it('stands still, and is moved on from there', async () => {
    const { tenant, machine } = await aTenant();
    tenant.faults.setClock({ frozen_at: '2030-01-01T00:00:00Z' });
    machine.now += 5_000;
    expect(tenant.faults.clock()).toMatchObject({
      frozen_at: '2030-01-01T00:00:00.000Z',
      now: '2030-01-01T00:00:00.000Z',
    });
    tenant.faults.setClock({ advance_ms: 1_500 });
    expect(tenant.faults.clock().now).toBe('2030-01-01T00:00:01.500Z');
    tenant.faults.resetClock();
    expect(tenant.clock()).toBe(machine.now);
  });

  it('moves on from where it is when it goes', async () => {
    const { tenant, machine } = await aTenant();
    tenant.faults.setClock({ advance_ms: 1_000 });
    tenant.faults.setClock({ advance_ms: 1_000 });
    expect(tenant.clock()).toBe(machine.now + 2_000);
  });

  it.each([
    [{}, 'Give one of offset_ms, frozen_at and advance_ms.'],
    [{ offset_ms: 1, frozen_at: 'now' }, 'Give one of offset_ms, frozen_at and advance_ms.'],
    [{ frozen_at: 'tomorrow' }, 'The time must be one such as'],
    [{ frozen_at: '9999-12-31T23:59:59.999Z', advance_ms: 1 }, 'Give one of'],
    [{ offset_ms: 1e15 }, 'Value 1000000000000000 is greater than maximum'],
  ])('refuses %j', async (input, message) => {
    const { tenant } = await aTenant();
    expect(() => tenant.faults.setClock(input)).toThrow(message);
    expect(tenant.faults.isClockReal).toBe(true);
  });

  it('cannot be moved out of the years that a log can write', async () => {
    const { tenant } = await aTenant();
    tenant.faults.setClock({ frozen_at: '9999-12-31T23:59:00Z' });
    expect(() => tenant.faults.setClock({ advance_ms: 60_000 })).toThrow('The clock would leave the years 1 to 9999.');
  });
});

describe('what a fault takes', () => {
  it.each<[object, string, string]>([
    [{}, 'kind', 'Missing required property: kind'],
    [{ kind: 'token_late' }, 'kind', 'No enum match for: "token_late"'],
    [{ kind: 'token_slow', delay_ms: '5' }, 'delay_ms', 'Expected type integer but found type string'],
    [{ kind: 'token_slow', delay: 5 }, '', 'Additional properties not allowed: delay'],
    [{ kind: 'token_slow', next: 0 }, 'next', 'Value 0 is less than minimum 1'],
    [{ kind: 'token_slow', probability: 0 }, 'probability', 'Value 0 is less than minimum'],
    [{ kind: 'token_slow', probability: 0.5, one_in: 2 }, 'one_in', 'Give probability or one_in, not both'],
  ])('%j is refused by name', async (input, field, message) => {
    const { tenant } = await aTenant();
    const setIt = () => tenant.faults.set(input);
    expect(setIt).toThrow(message);
    expect(setIt).toThrow(expect.objectContaining({ code: 'invalid_body', field }));
  });
});
