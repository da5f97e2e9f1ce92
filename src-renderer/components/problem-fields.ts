import { ProblemError } from '../bridge/problem-error.ts';

/** Members that wrap the entity in a method's input. */
const wrapper = /^(?:update|client|credential|input)\./;

/** The field that a refusal names, without what wraps it: `update.callbacks[0]` → `callbacks`. */
export function refusedField(error: unknown): string | undefined {
  if (!(error instanceof ProblemError) || error.field === undefined) return undefined;
  return /^[^.[]+/.exec(error.field.replace(wrapper, ''))?.[0];
}

/** The refusal of a field, for beside it. @param field as the entity names it */
export function refusalOf(error: unknown, field: string): string | undefined {
  return error instanceof Error && refusedField(error) === field ? error.message : undefined;
}
