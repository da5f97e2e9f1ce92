/** A value of a token as text, whatever it is: what was parsed may have a member `toString` that is no function. */
export function spell(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}
