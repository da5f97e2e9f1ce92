/**
 * One call of a screen: look the method up, check its input, run its handler, shape what it answers. IPC and HTTP share
 * it, so that both answer the same.
 */
import type { Reply } from '../contract/bridge.ts';
import type { Problem } from '../contract/errors.ts';
import { type Input, isMethodName, type MethodName, methods, type Output } from '../contract/methods.ts';
import { checkInput } from '../tenant/input/check-input.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import { ConsoleError } from './console-error.ts';

export type Handler<Name extends MethodName> = (input: Input<Name>) => Output<Name> | Promise<Output<Name>>;
export type Handlers = { [Name in MethodName]: Handler<Name> };
export type Dispatch = (name: string, input: unknown) => Promise<Reply>;

/** @param report Hears of errors that are Tokenbench's own fault. @returns a function that never throws. */
export function createDispatch(handlers: Handlers, report: (error: unknown) => void): Dispatch {
  return async (name, input) => {
    if (!isMethodName(name)) return refuse({ code: 'unknown_method', message: `There is no method ${name}.` });
    try {
      return { ok: true, value: await run(handlers, name, input) };
    } catch (error) {
      if (error instanceof TenantError || error instanceof ConsoleError) return refuse(error.toProblem());
      report(error);
      return refuse({ code: 'internal', message: 'Tokenbench failed at this. Its terminal says more.' });
    }
  };
}

async function run<Name extends MethodName>(handlers: Handlers, name: Name, input: unknown): Promise<unknown> {
  const handler: Handler<Name> = handlers[name];
  return handler(checkInput(methods[name].input, input ?? {}));
}

function refuse(problem: Problem): Reply {
  return { ok: false, problem };
}
