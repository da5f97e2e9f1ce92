/**
 * The one place where input meets its schema, whichever door it came through. Ajv, because Fastify brings it anyway and it
 * reads TypeBox's JSON Schemas as they are; each schema is compiled at its first use, so that a start pays for none.
 */
import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { TenantErrorCode } from '../../contract/errors.ts';
import { TenantError } from '../tenant-error.ts';
import { describeViolation, type Violation } from './describe-violation.ts';
import { serviceFormats } from './formats.ts';

export type InputPlace = 'Payload' | 'Query' | 'Path';

const codes: Record<InputPlace, TenantErrorCode> = {
  Payload: 'invalid_body',
  Query: 'invalid_query_string',
  Path: 'invalid_uri',
};

// Query strings carry text only: numbers, booleans and single-element arrays are read from it.
const ajvs: { strict?: Ajv; coercing?: Ajv } = {};

/**
 * The input, once it fits the schema. Query input is converted in place.
 * @throws {TenantError} `invalid_body`, `invalid_query_string` or `invalid_uri`, worded as the real service words it.
 */
export function checkInput<Schema extends TSchema>(
  schema: Schema,
  input: unknown,
  place: InputPlace = 'Payload',
): Static<Schema> {
  const validate = compile(schema, place);
  if (validate(input)) return input;
  const { rule, words, path, field, description } = firstViolation(validate);
  const where = path === '' ? '' : ` on property ${path}${description === undefined ? '' : ` (${description})`}`;
  throw new TenantError(codes[place], `${place} validation error: '${rule}'${where}.`, { field, words });
}

/** The first violation of the schema, or undefined where there is none. */
export function findViolation(schema: TSchema, input: unknown): Violation | undefined {
  const validate = compile(schema, 'Payload');
  return validate(input) ? undefined : firstViolation(validate);
}

function compile<Schema extends TSchema>(schema: Schema, place: InputPlace): ValidateFunction<Static<Schema>> {
  return ajvOf(place).compile<Static<Schema>>(schema);
}

function ajvOf(place: InputPlace): Ajv {
  if (place !== 'Query') {
    ajvs.strict ??= createAjv({});
    return ajvs.strict;
  }
  ajvs.coercing ??= createAjv({ coerceTypes: 'array' });
  return ajvs.coercing;
}

function firstViolation(validate: ValidateFunction): Violation {
  const [error] = validate.errors ?? [];
  return error === undefined
    ? {
        rule: 'None of the valid schemas were met',
        words: 'This fits none of the forms that it may have.',
        path: '',
        field: '',
        description: undefined,
      }
    : describeViolation(error);
}

function createAjv(options: { coerceTypes?: 'array' }): Ajv {
  const ajv = new Ajv({ ...options, strict: false, verbose: true });
  addFormats(ajv, ['uri-reference', 'date-time', 'email']);
  for (const [name, validate] of Object.entries(serviceFormats)) ajv.addFormat(name, validate);
  return ajv;
}
