/** The same fault as a program would set it: over HTTP, by the command, and in the library. */
import type { FaultInput } from '#contract/entities/fault.ts';
import { quoteWord } from '#contract/shell-words.ts';

export const callForms = {
  http: 'HTTP',
  command: 'Command',
  library: 'Library',
} as const;

export type CallForm = keyof typeof callForms;

export const tokenVariable = '$TOKENBENCH_CONTROL_TOKEN';

/** @param token in place of the shell's variable */
export function writeCall(form: CallForm, fault: FaultInput, issuer: string, token?: string): string {
  if (form === 'http') return writeRequest(`${issuer}_tokenbench/faults`, fault, token);
  return form === 'command' ? writeCommand(fault) : writeLibrary(fault);
}

/** The clock so many milliseconds ahead, or behind where negative. */
export function writeClockCall(form: CallForm, offset_ms: number, issuer: string, token?: string): string {
  if (form === 'http') return writeRequest(`-X PUT ${issuer}_tokenbench/clock`, { offset_ms }, token);
  if (form === 'library') return [`tenant.clock.shift(${offset_ms});`, '// …', 'tenant.clock.reset();'].join('\n');
  const seconds = `${Math.abs(offset_ms) / 1_000}s`;
  return `tokenbench clock shift ${offset_ms < 0 ? `-- -${seconds}` : seconds}`;
}

/** For a POSIX shell: in single quotes nothing has a meaning of its own, and only the variable must be read. */
function writeRequest(target: string, body: object, token: string | undefined): string {
  const authorization =
    token === undefined ? `"authorization: Bearer ${tokenVariable}"` : quote(`authorization: Bearer ${token}`);
  return [
    `curl -s ${target}`,
    `-H ${authorization}`,
    `-H 'content-type: application/json'`,
    `-d ${quote(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

function writeCommand(fault: FaultInput): string {
  const { kind, client_id, audience, probability, one_in, next, expires_in, pinned, session: _, ...parameters } = fault;
  return [
    `tokenbench fault set ${kind}`,
    ...Object.entries(parameters).map(([name, value]) => quote(`${name}=${value}`)),
    ...(client_id === undefined ? [] : [`--client ${quote(client_id)}`]),
    ...(audience === undefined ? [] : [`--audience ${quote(audience)}`]),
    ...(probability === undefined ? [] : [`--probability ${probability}`]),
    ...(one_in === undefined ? [] : [`--one-in ${one_in}`]),
    ...(next === undefined ? [] : [`--next ${next}`]),
    ...(expires_in === undefined ? [] : [`--for ${expires_in}s`]),
    ...(pinned === true ? ['--pinned'] : []),
  ].join(' ');
}

function writeLibrary(fault: FaultInput): string {
  const members = Object.entries(fault).map(([name, value]) => `  ${name}: ${literal(value)},`);
  return ['const fault = await tenant.fault({', ...members, '});', '// …', 'await fault.off();'].join('\n');
}

/** A word of a POSIX shell. */
function quote(text: string): string {
  return quoteWord(text, 'posix');
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}
