import type { Static, TSchema } from '@sinclair/typebox';
import { Closed } from './entities/schema-kit.ts';

/** A method of the console as data: what it takes and what it answers, both plain JSON. */
export interface Method<Input extends TSchema = TSchema, Output extends TSchema = TSchema> {
  input: Input;
  output: Output;
}

export function method<Input extends TSchema, Output extends TSchema>(
  input: Input,
  output: Output,
): Method<Input, Output> {
  return { input, output };
}

/** For methods that take nothing. */
export const nothing = Closed({});

export type InputOf<M extends Method> = Static<M['input']>;
export type OutputOf<M extends Method> = Static<M['output']>;
