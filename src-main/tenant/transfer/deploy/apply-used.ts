import { isRecord } from '../../is-record.ts';
import { TenantError } from '../../tenant-error.ts';
import type { Findings } from '../findings.ts';

/**
 * Applies an entity; a property that the tenant refuses and does not act on is left out, with the reason, and the rest is
 * tried again.
 * @throws {TenantError} where what it acts on is refused
 */
export async function applyUsed(
  entity: unknown,
  used: ReadonlySet<string>,
  place: string,
  findings: Findings,
  apply: (entity: unknown) => unknown,
): Promise<void> {
  let rest = entity;
  for (;;) {
    try {
      await apply(rest);
      return;
    } catch (error) {
      const name = error instanceof TenantError ? topOf(error.field) : undefined;
      if (name === undefined || used.has(name) || !isRecord(rest) || !Object.hasOwn(rest, name)) throw error;
      findings.ignore(`${place}.${name}`, `Left out: ${error instanceof TenantError ? error.words : ''}`);
      const { [name]: _, ...others } = rest;
      rest = others;
    }
  }
}

/** `callbacks` of `callbacks[2]`. */
function topOf(field: string | undefined): string | undefined {
  return field === undefined ? undefined : /^[^.[]+/.exec(field)?.[0];
}
