import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createDispatch, type Dispatch } from '../../src-main/console/dispatch.ts';
import { createHandlers } from '../../src-main/console/handlers.ts';
import { createBrowserHost } from '../../src-main/headless/browser-host.ts';
import { openTenantRuntime } from '../../src-main/runtime/tenant-runtime.ts';
import { type BothDoors, openBothDoors } from './both-doors.ts';

/** Names that a careless parser takes for more than names. */
const poisonous = ['{"__proto__":[]}', '{"constructor":{"prototype":{"a":1}}}'].map(
  (text): fc.JsonValue => JSON.parse(text),
);

it('carry any JSON there and back unchanged', async () => {
  let asked: unknown[] = [];
  let answer: unknown;
  const { http, ipc } = await open(async (name, input) => {
    asked.push([name, input]);
    return { ok: true, value: answer };
  });
  const names = fc.string({ minLength: 1, maxLength: 40 }).filter((name) => name !== '.' && name !== '..');
  await fc.assert(
    fc.asyncProperty(names, fc.jsonValue(), fc.jsonValue(), async (name, input, value) => {
      asked = [];
      answer = value;
      const whole = JSON.stringify({ ok: true, value });
      expect(JSON.stringify(await http(name, input))).toBe(whole);
      expect(JSON.stringify(await ipc(name, input))).toBe(whole);
      expect(asked.map((one) => JSON.stringify(one))).toEqual(Array(2).fill(JSON.stringify([name, input])));
    }),
    { numRuns: 60, examples: poisonous.map((input) => ['tenant.status', input, input]) },
  );
});

it('tell a fault of Tokenbench in the same words, without its details', async () => {
  const runtime = await openTenantRuntime({ port: 'off', httpsPort: 'off' });
  onTestFinished(() => runtime.close());
  const fault = new Error('the secret of the house');
  const handlers = {
    ...createHandlers({ runtime, host: createBrowserHost(undefined) }),
    'tenant.status': () => {
      throw fault;
    },
  };
  const reported: unknown[] = [];
  const { http, ipc } = await open(createDispatch(handlers, (error) => reported.push(error)));
  const reply = await http('tenant.status', {});
  expect(reply).toStrictEqual({
    ok: false,
    problem: { code: 'internal', message: expect.not.stringContaining('secret') },
  });
  expect(await ipc('tenant.status', {})).toStrictEqual(reply);
  expect(reported).toEqual([fault, fault]);
});

async function open(dispatch: Dispatch): Promise<BothDoors> {
  const doors = await openBothDoors(dispatch);
  onTestFinished(() => doors.close());
  return doors;
}
