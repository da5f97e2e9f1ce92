/** Every string and number within claims, without recursion: depth costs no call stack. */

export interface WalkedValue {
  /** RFC 6901. */
  pointer: string;
  /** Of the innermost member. */
  name: string;
  value: unknown;
}

/** More are not looked at. */
const mostValues = 5_000;

export function walkValues(root: unknown): WalkedValue[] {
  const found: WalkedValue[] = [];
  const waiting: WalkedValue[] = [{ pointer: '', name: '', value: root }];
  for (let one = waiting.pop(); one !== undefined && found.length < mostValues; one = waiting.pop()) {
    const { pointer, name, value } = one;
    if (typeof value !== 'object' || value === null) {
      found.push(one);
      continue;
    }
    const isList = Array.isArray(value);
    for (const [key, member] of Object.entries(value).slice(0, mostValues)) {
      const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
      // A pointer into great depth would be as long as the token.
      waiting.push({
        pointer: pointer.length > 500 ? pointer : `${pointer}/${step}`,
        name: isList ? name : key,
        value: member,
      });
    }
  }
  return found;
}
