/** What the fault commands say to the tenant and to people. */
import type { FaultInput } from '../contract/entities/fault.ts';
import { faultGroups, faultKindNames, faultKinds, isFaultKind } from '../contract/entities/fault-kinds.ts';
import type { ControlInput, ControlOutput, ControlRequestName } from '../runtime/control-requests.ts';
import { resolveDataFolder } from '../runtime/data-folder.ts';
import { checkFault } from '../tenant/faults/check-fault.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import { askRunning } from './ask-tenant.ts';
import { CommandFailure, exitCodes } from './command-failure.ts';
import { print, printable } from './terminal.ts';

export function ask<Name extends ControlRequestName>(
  data: string | undefined,
  name: Name,
  input: ControlInput<Name>,
): Promise<ControlOutput<Name>> {
  return askRunning(resolveDataFolder(data), name, input);
}

/** @throws {CommandFailure} for what no tenant would take */
export function readFault(kind: string, parameters: readonly string[], terms: object): FaultInput {
  if (!isFaultKind(kind)) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `there is no fault ${kind}. See "tokenbench fault kinds" for what there is.`,
    );
  }
  const taken: Record<string, unknown> = faultKinds[kind].parameters;
  const given = parameters.map((parameter): [string, unknown] => {
    const [name = '', ...rest] = parameter.split('=');
    const value = rest.join('=');
    if (!parameter.includes('=') || taken[name] === undefined) {
      const names = Object.keys(taken).map((one) => `${one}=…`);
      throw new CommandFailure(
        exitCodes.wrongUsage,
        `${kind} takes ${names.length === 0 ? 'no parameters' : names.join(', ')}, not ${parameter}.`,
      );
    }
    return [name, Object(taken[name]).type === 'integer' && /^\d+$/.test(value) ? Number(value) : value];
  });
  try {
    return checkFault({ kind, ...Object.fromEntries(given), ...terms });
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    throw new CommandFailure(exitCodes.wrongUsage, `${error.message} See "tokenbench fault kinds".`);
  }
}

export function printKinds(): void {
  const lines: string[] = [];
  for (const [group, name] of Object.entries(faultGroups)) {
    lines.push(`${name}`);
    for (const kind of faultKindNames.filter((one) => faultKinds[one].group === group)) {
      const { title, simulates, parameters } = faultKinds[kind];
      lines.push(`  ${kind}: ${title}`, `      ${simulates}`);
      for (const [parameter, schema] of Object.entries(parameters)) {
        lines.push(`      ${parameter}=${describeValues(schema)}`);
      }
    }
    lines.push('');
  }
  print(lines.join('\n'));
}

function describeValues(schema: unknown): string {
  const { enum: values, default: usual, unit } = Object(schema);
  if (Array.isArray(values)) return `${values.join('|')} (${usual})`;
  return unit === undefined ? String(usual) : `${usual} (${unit === 'ms' ? 'milliseconds' : 'seconds'})`;
}

export function printFaults({ faults, clock }: ControlOutput<'list-faults'>, asJson = false): void {
  if (asJson) return void print(`${JSON.stringify({ faults, clock })}\n`);
  const lines = faults.map((fault) => `${fault.id}  ${describeFault(fault)}`);
  if (lines.length === 0) lines.push('No fault is set.');
  const time = describeClock(clock);
  if (time !== undefined) lines.push(time);
  print(`${lines.join('\n')}\n`);
}

function describeFault({ id: _id, kind, set_at: _set, hits, ...rest }: ControlOutput<'set-fault'>): string {
  const details = Object.entries(rest).map(([name, value]) => `${name}=${value}`);
  return printable([kind, ...details, `hits=${hits}`].join('  '));
}

/** @returns undefined where it is the machine's own */
export function describeClock({ offset_ms, frozen_at, now }: ControlOutput<'set-clock'>): string | undefined {
  if (frozen_at !== undefined) return `The clock stands still at ${frozen_at}.`;
  if (offset_ms === 0) return undefined;
  return `The clock is ${Math.abs(offset_ms) / 1_000} s ${offset_ms > 0 ? 'ahead' : 'behind'}: ${now}.`;
}
