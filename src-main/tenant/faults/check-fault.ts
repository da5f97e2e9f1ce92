/** From what somebody sends to a fault that is whole: its kind known, its parameters filled in, its terms in order. */
import {
  anyFaultInputSchema,
  type Fault,
  type FaultInput,
  faultInputSchema,
  faultSchema,
} from '../../contract/entities/fault.ts';
import { type FaultKind, faultKinds, isFaultKind } from '../../contract/entities/fault-kinds.ts';
import { checkInput, findViolation } from '../input/check-input.ts';
import { TenantError } from '../tenant-error.ts';

/** @throws {TenantError} `invalid_body` that names the field */
export function checkFault(body: unknown): FaultInput {
  const { kind } = checkInput(anyFaultInputSchema, body);
  refuseForeignScope(kind, body);
  const input = checkInput(faultInputSchema(kind), body);
  if (input.probability !== undefined && input.one_in !== undefined) {
    throw new TenantError('invalid_body', 'Give probability or one_in, not both: each says how often.', {
      field: 'one_in',
    });
  }
  return input;
}

const whoAsks = { client_id: 'which application asks', audience: 'which API it is for' } as const;

function refuseForeignScope(kind: FaultKind, body: unknown): void {
  const { scopes, title } = faultKinds[kind];
  for (const field of ['client_id', 'audience'] as const) {
    const isTaken = scopes.some((scope) => scope === field);
    if (isTaken || Object(body)[field] === undefined) continue;
    throw new TenantError(
      'invalid_body',
      `${kind} (${title}) cannot be narrowed by ${field}: such a request does not say ${whoAsks[field]}. Leave it out.`,
      { field },
    );
  }
}

/** Every parameter of the kind, with its default where none was given. */
export function fillParameters({ kind, ...input }: FaultInput): Record<string, unknown> {
  const given: Record<string, unknown> = { ...input };
  return Object.fromEntries(
    Object.entries(faultKinds[kind].parameters).map(([name, schema]) => [name, given[name] ?? Object(schema).default]),
  );
}

/** @param now milliseconds since the epoch */
export function completeFault(input: FaultInput, id: string, now: number): Fault {
  const { expires_in, ...rest } = input;
  const fault: unknown = {
    id,
    ...rest,
    ...fillParameters(input),
    hits: 0,
    set_at: new Date(now).toISOString(),
    ...(expires_in === undefined ? {} : { expires_at: new Date(now + expires_in * 1_000).toISOString() }),
  };
  if (!isFault(fault)) throw new Error(`The kind ${input.kind} lacks the default of a parameter.`);
  return fault;
}

/** Whether it is a fault as the tenant makes them, of a kind that this release knows. */
export function isFault(value: unknown): value is Fault {
  if (findViolation(faultSchema, value) !== undefined) return false;
  const { kind } = Object(value);
  return (
    isFaultKind(kind) && Object.keys(faultKinds[kind].parameters).every((name) => Object.hasOwn(Object(value), name))
  );
}
