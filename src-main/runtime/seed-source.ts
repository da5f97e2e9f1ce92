/** A seed and where it came from, so that a refusal can say where it went wrong. */
import { TenantError } from '../tenant/tenant-error.ts';

export interface SeedSource {
  value: unknown;
  /** Turns a refusal of the tenant into a {@link SeedError}; anything else comes back as it is. */
  explain(error: unknown): unknown;
}

/** A seed that was refused. The message says where, what and why, on one line. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
  /** Path in the seed, such as `clientGrants[2].scope[0]`; empty at its root, undefined where the text cannot be read. */
  readonly path: string | undefined;
  /** In the seed file, counted from 1. */
  readonly place: SeedPlace | undefined;

  constructor(message: string, { path, place, cause }: { path?: string; place?: SeedPlace; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.path = path;
    this.place = place;
  }
}

export interface SeedPlace {
  line: number;
  column: number;
}

/** A seed that a program holds. */
export function seedOfValue(value: unknown): SeedSource {
  return {
    value,
    explain(error) {
      if (!(error instanceof TenantError)) return error;
      const path = error.field ?? '';
      return new SeedError(`seed${path === '' ? '' : ` ${path}`}: ${error.words}`, { path, cause: error });
    },
  };
}
