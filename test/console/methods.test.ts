import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MethodName, methods } from '../../src-main/contract/methods.ts';
import { findViolation } from '../../src-main/tenant/input/check-input.ts';
import { type BothDoors, openBothDoors, readValue } from './both-doors.ts';
import { leastValue, malformedInputs, refusedJson } from './malformed-input.ts';
import { type RunningConsole, runConsole } from './running-console.ts';

let running: RunningConsole;
let doors: BothDoors;
beforeAll(async () => {
  running = await runConsole();
  doors = await openBothDoors(running.dispatch);
});
afterAll(async () => {
  await doors.close();
  await running.runtime.close();
});

const names = Object.keys(methods).filter((name): name is MethodName => name in methods);

describe('the methods of the contract', () => {
  it('have a handler each, and no handler is without a method', () => {
    expect(Object.keys(running.handlers).toSorted()).toEqual(names.toSorted());
    for (const handler of Object.values(running.handlers)) expect(handler).toBeTypeOf('function');
  });

  it.each(names)('%s takes an input that can be made from its schema', (name) => {
    const { input } = methods[name];
    expect(findViolation(input, leastValue(input))).toBeUndefined();
  });

  it.each(names)('%s refuses malformed input at both doors, and names the field', async (name) => {
    for (const { why, input, field } of malformedInputs(methods[name].input)) {
      const replies = [await doors.http(name, input), await doors.ipc(name, input)];
      const [reply, same] = replies;
      expect(reply, why).toMatchObject({
        ok: false,
        problem: { code: expect.any(String), message: expect.stringMatching(/\w.*\.$/s), field: expect.any(String) },
      });
      expect(same, why).toStrictEqual(reply);
      if (field !== undefined) expect(Object(reply).problem.field, why).toMatch(new RegExp(`^${field}(\\.|\\[|$)`));
    }
    expect(running.faults).toEqual([]);
  });

  it.each(names)('%s refuses any JSON that its schema does not let through', async (name) => {
    await fc.assert(
      fc.asyncProperty(refusedJson(methods[name].input), async (input) => {
        expect(await doors.ipc(name, input)).toMatchObject({ ok: false, problem: { message: expect.any(String) } });
      }),
      { numRuns: 30 },
    );
    expect(running.faults).toEqual([]);
  });

  it.each(names.filter((name) => /\.(list|get|info|status)$/.test(name) && !findViolation(methods[name].input, {})))(
    '%s answers the same through both doors, and plain JSON',
    async (name) => {
      const reply = await doors.http(name, {});
      expect(reply).toMatchObject({ ok: true });
      expect(await doors.ipc(name, {})).toStrictEqual(reply);
    },
  );

  it('answer what their schemas promise', async () => {
    for (const name of ['tenant.status', 'host.info', 'preferences.get', 'gettingStarted.get'] as const) {
      expect(findViolation(methods[name].output, readValue(await doors.http(name, {}))), name).toBeUndefined();
    }
  });

  it.each(['no.such.method', 'toString', '__proto__', 'constructor', 'hasOwnProperty', 'tenant.status/', '../session'])(
    'do not include %j, at either door',
    async (name) => {
      const reply = await doors.http(name, {});
      expect(reply).toMatchObject({ ok: false, problem: { code: 'unknown_method' } });
      expect(await doors.ipc(name, {})).toStrictEqual(reply);
    },
  );
});

describe('the two doors', () => {
  it('open on the same tenant: what one made, the other reads, changes and removes', async () => {
    const { http, ipc } = doors;
    const made = Object(
      readValue(await http('resourceServers.create', { identifier: 'https://doors.example/', name: 'Doors' })),
    );
    const { id } = made;
    expect(readValue(await ipc('resourceServers.get', { id }))).toStrictEqual(made);
    expect(readValue(await ipc('resourceServers.update', { id, update: { name: 'Two doors' } }))).toMatchObject({ id });
    expect(readValue(await http('resourceServers.get', { id }))).toMatchObject({ name: 'Two doors' });
    expect(await http('resourceServers.remove', { id })).toStrictEqual({ ok: true, value: {} });
    const gone = await ipc('resourceServers.get', { id });
    expect(gone).toMatchObject({ ok: false, problem: { code: 'inexistent_resource_server' } });
    expect(await http('resourceServers.get', { id })).toStrictEqual(gone);
  });

  it('refuse with the same problem what a rule of the tenant forbids', async () => {
    const again = { identifier: 'https://appointments.example/' };
    const refusal = await doors.http('resourceServers.create', again);
    expect(refusal).toMatchObject({ ok: false, problem: { code: 'resource_server_conflict' } });
    expect(await doors.ipc('resourceServers.create', again)).toStrictEqual(refusal);
  });
});
