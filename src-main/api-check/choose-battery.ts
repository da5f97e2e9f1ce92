/** The cases of a run: all, some groups, or some by name; the control and the request without a token always. */
import type { CheckInput } from '../contract/entities/api-check.ts';
import { nearestOf } from '../jwt/nearest.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import type { CheckCase } from './check-case.ts';

/** @throws {TenantError} `invalid_body`, where there is no case of a name */
export function chooseBattery({ groups, only }: CheckInput, battery: readonly CheckCase[]): CheckCase[] {
  for (const id of only ?? []) refuseUnknown(id, battery);
  const isChosen = ({ id, group }: CheckCase) =>
    group === 'control' ||
    only?.includes(id) === true ||
    groups?.includes(group) === true ||
    (only === undefined && groups === undefined);
  return battery.filter(isChosen);
}

function refuseUnknown(id: string, battery: readonly CheckCase[]): void {
  if (battery.some((one) => one.id === id)) return;
  const near = nearestOf(
    id,
    battery.map((one) => one.id),
  );
  throw new TenantError(
    'invalid_body',
    `There is no case ${id}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    { field: 'only' },
  );
}
