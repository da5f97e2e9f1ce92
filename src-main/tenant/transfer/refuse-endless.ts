/** Values of a file that no tenant has: nested without end, or far deeper than any definition. */

/** Levels of a value; the deepest real definitions have about ten. */
const deepest = 100;

/** @returns why the value cannot be taken, in a sentence, or undefined where it can */
export function describeEndlessness(value: unknown, around: readonly object[] = []): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (around.includes(value)) return 'An alias stands inside of what its own anchor names: write the value out.';
  if (around.length >= deepest) return `It is nested deeper than ${deepest} levels, which no definition is.`;
  for (const member of Object.values(value)) {
    const found = describeEndlessness(member, [...around, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}
