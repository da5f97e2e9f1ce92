/** A seed and where it came from, so that a refusal can say where it went wrong. */
import type { Scratch } from '../tenant/scratch.ts';
import { applySeed } from '../tenant/seed/apply-seed.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import type { Place } from '../tenant/transfer/file-error.ts';

export interface SeedSource {
  apply(this: void, scratch: Scratch): Promise<void>;
  /** Turns a refusal of the tenant into a {@link SeedError}; anything else comes back as it is. */
  explain(error: unknown): unknown;
}

/** A seed that was refused. The message says where, what and why, on one line. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
  /** Path in the seed, such as `clientGrants[2].scope[0]`; empty at its root, undefined where the text cannot be read. */
  readonly path: string | undefined;
  /** In the seed file, counted from 1. */
  readonly place: Place | undefined;

  constructor(message: string, { path, place, cause }: { path?: string; place?: Place; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.path = path;
    this.place = place;
  }
}

/** A seed that a program holds. */
export function seedOfValue(value: unknown): SeedSource {
  return {
    apply: (scratch) => applySeed(value, scratch),
    explain(error) {
      if (!(error instanceof TenantError)) return error;
      const path = error.field ?? '';
      return new SeedError(`seed${path === '' ? '' : ` ${path}`}: ${error.words}`, { path, cause: error });
    },
  };
}
