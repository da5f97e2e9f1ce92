/** The tenant's settings: read and update. */
import { type Settings, type UpdateSettings, updateSettingsSchema } from '../../contract/entities/settings.ts';
import { checkInput } from '../input/check-input.ts';
import { mergeUpdate } from '../merge.ts';
import { TenantError } from '../tenant-error.ts';
import type { TenantParts } from '../tenant-parts.ts';

const lifetimes = [
  'session_lifetime',
  'idle_session_lifetime',
  'ephemeral_session_lifetime',
  'idle_ephemeral_session_lifetime',
] as const;

export class TenantSettings {
  readonly #parts: TenantParts;

  constructor(parts: TenantParts) {
    this.#parts = parts;
  }

  get(): Settings {
    return this.#parts.document.settings;
  }

  /** @throws {TenantError} `invalid_body` */
  update(body: unknown): Settings {
    const updated = this.updated(checkInput(updateSettingsSchema, body));
    this.#parts.document.apply([{ kind: 'settings', id: 'settings', value: updated }]);
    return updated;
  }

  /** The settings as they would be after the update, kept nowhere yet. */
  updated(input: UpdateSettings, kept = this.get()): Settings {
    const merged = mergeUpdate<Settings>(kept, toHours(input));
    // Flags merge one by one: an exception that the service makes for them.
    if (input.flags !== undefined) merged.flags = { ...kept.flags, ...input.flags };
    return merged;
  }
}

/** A lifetime in minutes is kept, and answered, in hours and fractions of them. */
function toHours(input: UpdateSettings): UpdateSettings {
  const converted = { ...input };
  for (const lifetime of lifetimes) {
    const inMinutes = `${lifetime}_in_minutes` as const;
    const minutes = converted[inMinutes];
    if (minutes === undefined) continue;
    if (converted[lifetime] !== undefined) {
      throw new TenantError('invalid_body', `Cannot set both ${lifetime} and ${inMinutes}`, { field: inMinutes });
    }
    converted[lifetime] = minutes / 60;
    delete converted[inMinutes];
  }
  return converted;
}
