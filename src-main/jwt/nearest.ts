/** The known name that a wrong one was probably meant to be: another slash, case or scheme, or a letter or two. */

export function nearestOf(wrong: string, known: readonly string[]): string | undefined {
  const shape = reduce(wrong);
  const same = known.find((one) => reduce(one) === shape);
  if (same !== undefined) return same;
  const most = Math.min(3, Math.floor(wrong.length / 4));
  const near = known
    .slice(0, 1_000)
    .map((one) => ({
      one,
      distance: Math.abs(one.length - wrong.length) > most ? most + 1 : editDistance(shape, reduce(one)),
    }))
    .sort((one, other) => one.distance - other.distance)[0];
  return near !== undefined && near.distance <= most ? near.one : undefined;
}

function reduce(text: string): string {
  return text
    .slice(0, 300)
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
}

/** Levenshtein's. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
