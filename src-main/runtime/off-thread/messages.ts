/** What a thread with a copy of the tenant is told, and what it tells. */
import type { TenantErrorCode } from '../../contract/errors.ts';
import type { EntityChange } from '../../tenant/stored-tenant.ts';

/** Where the thread's copy of the tenant stands. */
export interface CopyPlace {
  fixedIssuer: string | undefined;
  origins: readonly string[];
  /** Milliseconds since 1970, by the tenant's clock. */
  now: number;
}

/** The tenant comes in pieces, each a turn of the event loop; then what is to be done. */
export type ToThread =
  | { kind: 'entities'; changes: readonly EntityChange[] }
  | { kind: 'run'; name: string; input: unknown }
  /** The piece before was taken: the next may come. */
  | { kind: 'next' };

/** `Value` is what the job makes. */
export type FromThread<Value> =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'changes'; changes: readonly EntityChange[] }
  | { kind: 'done'; value: Value }
  | { kind: 'refused'; code: TenantErrorCode; message: string; words: string; field: string | undefined };

/** Entities of one message: copying more of them would hold up the thread that reads it. */
const pieceLength = 1_000;

export function* piecesOf<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let start = 0; start < values.length; start += pieceLength) yield values.slice(start, start + pieceLength);
}
