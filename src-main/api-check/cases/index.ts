/** The battery, in the order in which it runs. */
import type { CheckCase } from '../check-case.ts';
import { algorithmCases } from './algorithms.ts';
import { claimCases } from './claims.ts';
import { controlCases } from './control.ts';
import { headerCases } from './headers.ts';
import { jsonCases } from './json.ts';
import { keyCases } from './keys.ts';
import { limitCases } from './limits.ts';
import { rotationCases } from './rotation.ts';
import { scopeCases } from './scope.ts';
import { shapeCases } from './shape.ts';
import { signatureCases } from './signature.ts';
import { timeCases } from './time.ts';
import { transportCases } from './transport.ts';

export const battery: readonly CheckCase[] = [
  ...controlCases,
  ...transportCases,
  ...shapeCases,
  ...algorithmCases,
  ...headerCases,
  ...signatureCases,
  ...timeCases,
  ...claimCases,
  ...scopeCases,
  ...jsonCases,
  ...limitCases,
  ...keyCases,
  ...rotationCases,
];

export function findCase(id: string): CheckCase | undefined {
  return battery.find((one) => one.id === id);
}
