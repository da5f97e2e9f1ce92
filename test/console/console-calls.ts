/** Calls as a screen makes them, on a tenant of its own; each answer is held against its schema. */
import { expect, onTestFinished } from 'vitest';
import type { Problem } from '../../src-main/contract/errors.ts';
import { type Input, type MethodName, methods, type Output } from '../../src-main/contract/methods.ts';
import type { RuntimeOptions, TenantRuntime } from '../../src-main/runtime/tenant-runtime.ts';
import { findViolation } from '../../src-main/tenant/input/check-input.ts';
import { readValue } from './both-doors.ts';
import { openConsole } from './running-console.ts';

export interface ConsoleCalls {
  runtime: TenantRuntime;
  call<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>>;
  /** Of a call that must be refused. */
  refusal<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Problem>;
}

/** With the sample content, over HTTP alone, unless told otherwise. Closed with the test. */
export async function openCalls(options: Partial<RuntimeOptions> = {}): Promise<ConsoleCalls> {
  const { dispatch, runtime, faults } = await openConsole({ port: 0, httpsPort: 'off', sample: true, ...options });
  onTestFinished(async () => {
    await runtime.close();
    expect(faults).toEqual([]);
  });
  return {
    runtime,
    async call(name, input) {
      const value = readValue(await dispatch(name, input));
      expect(findViolation(methods[name].output, value), `the answer of ${name}`).toBeUndefined();
      return Object(value);
    },
    async refusal(name, input) {
      const reply = await dispatch(name, input);
      expect(reply).toMatchObject({ ok: false });
      return Object(reply).problem;
    },
  };
}
