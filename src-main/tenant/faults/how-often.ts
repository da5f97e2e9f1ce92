import type { Fault } from '../../contract/entities/fault.ts';
import type { Random } from '../ports.ts';

/** Hexadecimal digits of one draw: 48 bits are exact in a number. */
const drawnDigits = 12;

/** @param seen requests that the fault fitted so far, this one included */
export function strikes({ probability = 1, one_in }: Fault, seen: number, random: Random): boolean {
  if (one_in !== undefined) return seen % one_in === 0;
  return probability >= 1 || draw(random) < probability;
}

/** From 0 to below 1. */
function draw(random: Random): number {
  return Number.parseInt(random.hex(drawnDigits), 16) / 16 ** drawnDigits;
}
