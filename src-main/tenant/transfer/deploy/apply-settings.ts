import { updateSettingsSchema } from '../../../contract/entities/settings.ts';
import type { Scratch } from '../../scratch.ts';
import type { Findings } from '../findings.ts';
import { readEntity } from './read-entity.ts';

const setByService = new Set(['sandbox_versions_available']);

/** Of a session's lifetime the files have hours, and fractions of them; the service takes whole hours or minutes. */
const inHours = ['session_lifetime', 'idle_session_lifetime'] as const;

export function applySettings(section: unknown, place: string, { settings }: Scratch, findings: Findings): void {
  findings.sections.add('tenant');
  const fields = readEntity(section, updateSettingsSchema, setByService, place, findings);
  for (const lifetime of inHours) {
    const hours = fields[lifetime];
    if (typeof hours !== 'number' || Number.isInteger(hours)) continue;
    delete fields[lifetime];
    fields[`${lifetime}_in_minutes`] = Math.round(hours * 60);
  }
  findings.name('tenant', 'settings');
  if (Object.keys(fields).length > 0) settings.update(fields);
}
