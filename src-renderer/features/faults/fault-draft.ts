/** A fault as it is being put together on the screen: every choice there, whether it holds or not. */
import type { Fault, FaultInput } from '#contract/entities/fault.ts';
import { type FaultKind, faultKinds } from '#contract/entities/fault-kinds.ts';

export type HowOften = 'always' | 'one_in' | 'probability' | 'next';
export type UntilWhen = 'quit' | 'time' | 'pinned';

export interface FaultDraft {
  kind: FaultKind;
  /** By name; a number that is being typed may be none. */
  parameters: Record<string, string | number>;
  client_id: string;
  audience: string;
  often: HowOften;
  oneIn: string | number;
  /** In percent. */
  probability: string | number;
  next: string | number;
  until: UntilWhen;
  minutes: string | number;
}

export interface Parameter {
  name: string;
  title: string;
  usual: string | number;
  unit?: 'ms' | 's';
  choices?: string[];
  minimum?: number;
  maximum?: number;
}

/** What the kind takes, as its schemas say it. */
export function parametersOf(kind: FaultKind): Parameter[] {
  return Object.entries(faultKinds[kind].parameters).map(([name, schema]) => {
    const { title, default: usual, unit, enum: choices, minimum, maximum } = Object(schema);
    return {
      name,
      title,
      usual,
      ...(unit === undefined ? {} : { unit }),
      ...(choices === undefined ? {} : { choices }),
      ...(minimum === undefined ? {} : { minimum, maximum }),
    };
  });
}

/** @param fault set already; what it says is where the draft begins */
export function beginDraft(kind: FaultKind, fault?: Fault): FaultDraft {
  const { client_id, audience, one_in, probability, next, pinned, expires_at } = fault ?? {};
  const set: Record<string, unknown> = { ...fault };
  return {
    kind,
    parameters: Object.fromEntries(parametersOf(kind).map(({ name, usual }) => [name, toField(set[name] ?? usual)])),
    client_id: client_id ?? '',
    audience: audience ?? '',
    often: howOften({ one_in, probability, next }),
    oneIn: one_in ?? 3,
    probability: probability === undefined ? 25 : probability * 100,
    next: next ?? 3,
    until: pinned === true ? 'pinned' : expires_at === undefined ? 'quit' : 'time',
    minutes: 10,
  };
}

function toField(value: unknown): string | number {
  return typeof value === 'number' ? value : String(value);
}

function howOften({
  one_in,
  probability,
  next,
}: {
  one_in?: number | undefined;
  probability?: number | undefined;
  next?: number | undefined;
}): HowOften {
  if (next !== undefined) return 'next';
  if (one_in !== undefined) return 'one_in';
  return probability === undefined ? 'always' : 'probability';
}

/** What the tenant is asked for; it alone says whether that holds. */
export function toInput(draft: FaultDraft): FaultInput {
  const { kind, parameters, client_id, audience, often, until } = draft;
  const scopes: readonly string[] = faultKinds[kind].scopes;
  return Object.assign(
    { kind, ...parameters },
    client_id !== '' && scopes.includes('client_id') ? { client_id } : {},
    audience !== '' && scopes.includes('audience') ? { audience } : {},
    often === 'one_in' ? { one_in: Number(draft.oneIn) } : {},
    often === 'probability' ? { probability: Number(draft.probability) / 100 } : {},
    often === 'next' ? { next: Number(draft.next) } : {},
    until === 'time' ? { expires_in: Math.round(Number(draft.minutes) * 60) } : {},
    until === 'pinned' ? { pinned: true } : {},
  );
}
