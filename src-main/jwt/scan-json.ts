/**
 * Reads JSON for what JSON.parse passes over in silence: members written twice, numbers that lose digits, depth. It walks
 * with a stack of its own, so that depth costs no call stack.
 */

export interface DuplicateMember {
  /** RFC 6901 pointer of the member. */
  pointer: string;
  /** The values as they are written, in order; parsers keep the last. */
  values: string[];
  /** Of the second one. */
  offset: number;
}

export interface JsonScan {
  /** Where the text stops being JSON (RFC 8259), in characters. */
  errorAt?: number;
  /** Where something follows after the JSON value. */
  trailingAt?: number;
  depth: number;
  duplicates: DuplicateMember[];
  /** Spelling of every number that a double cannot hold, by pointer. */
  inexactNumbers: Map<string, string>;
  /** Pointers of numbers written as `1e3`, `1.0`, `-0` or so large that they are infinite. */
  oddNumbers: Map<string, string>;
}

interface Frame {
  isObject: boolean;
  /** Where each member's value begins and ends. */
  members: Map<string, [number, number][]>;
  name: string;
  index: number;
  valueStart: number;
}

type Expected = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

const whiteSpace = /[ \t\n\r]*/y;
const stringToken = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const scalarToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

export function scanJson(text: string): JsonScan {
  const scan: JsonScan = { depth: 0, duplicates: [], inexactNumbers: new Map(), oddNumbers: new Map() };
  const stack: Frame[] = [];
  const state: { expected: Expected } = { expected: 'value' };
  let at = 0;

  const pointer = (name?: string) =>
    [
      ...stack.map((frame) => (frame.isObject ? frame.name : String(frame.index))),
      ...(name === undefined ? [] : [name]),
    ]
      .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join('');
  const endValue = () => {
    const frame = stack.at(-1);
    if (frame === undefined) {
      state.expected = 'nothing';
      return;
    }
    if (frame.isObject) frame.members.get(frame.name)?.push([frame.valueStart, at]);
    state.expected = 'commaOrEnd';
  };
  const close = () => {
    const frame = stack.pop();
    for (const [name, places] of frame?.members ?? []) {
      if (places.length < 2) continue;
      const values = places.map(([start, end]) => text.slice(start, Math.min(end, start + 200)));
      scan.duplicates.push({ pointer: pointer(name), values, offset: places[1]?.[0] ?? 0 });
    }
    endValue();
  };

  for (;;) {
    at += matchAt(whiteSpace, text, at)?.length ?? 0;
    const character = text[at];
    if (character === undefined) {
      return state.expected === 'nothing' ? scan : { ...scan, errorAt: at };
    }
    if (state.expected === 'nothing') return { ...scan, trailingAt: at };
    const frame = stack.at(-1);
    if (state.expected === 'value' || state.expected === 'valueOrEnd') {
      if (frame !== undefined) frame.valueStart = at;
      if (character === ']' && state.expected === 'valueOrEnd') {
        at += 1;
        close();
      } else if (character === '{' || character === '[') {
        at += 1;
        stack.push({ isObject: character === '{', members: new Map(), name: '', index: 0, valueStart: at });
        scan.depth = Math.max(scan.depth, stack.length);
        state.expected = character === '{' ? 'nameOrEnd' : 'valueOrEnd';
      } else {
        const token = matchAt(character === '"' ? stringToken : scalarToken, text, at);
        if (token === undefined) return { ...scan, errorAt: at };
        if (/[-\d]/.test(character)) noteNumber(token, scan, pointer);
        at += token.length;
        endValue();
      }
    } else if (state.expected === 'name' || state.expected === 'nameOrEnd') {
      const token = character === '"' ? matchAt(stringToken, text, at) : undefined;
      if (character === '}' && state.expected === 'nameOrEnd') {
        at += 1;
        close();
      } else if (token === undefined || frame === undefined) {
        return { ...scan, errorAt: at };
      } else {
        at += token.length;
        frame.name = String(JSON.parse(token));
        if (!frame.members.has(frame.name)) frame.members.set(frame.name, []);
        state.expected = 'colon';
      }
    } else if (state.expected === 'colon') {
      if (character !== ':') return { ...scan, errorAt: at };
      at += 1;
      state.expected = 'value';
    } else {
      at += 1;
      if (character === ',' && frame !== undefined) {
        frame.index += 1;
        state.expected = frame.isObject ? 'name' : 'value';
      } else if (frame !== undefined && character === (frame.isObject ? '}' : ']')) {
        close();
      } else {
        return { ...scan, errorAt: at - 1 };
      }
    }
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** RFC 8259 §6: integers beyond 2^53 are not the same number everywhere. */
function noteNumber(token: string, scan: JsonScan, pointer: () => string): void {
  const value = Number(token);
  if (/^-?\d+$/.test(token) && !Number.isSafeInteger(value)) scan.inexactNumbers.set(pointer(), token);
  if (!Number.isFinite(value) || Object.is(value, -0) || (/[.eE]/.test(token) && Number.isInteger(value))) {
    scan.oddNumbers.set(pointer(), token);
  }
}
