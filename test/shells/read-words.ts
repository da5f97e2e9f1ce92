/**
 * How cmd and PowerShell take a line apart, by their published rules: small readers of their own, since neither runs
 * everywhere. What would run beside the first command, or expand, is thrown.
 */

/** The arguments a program gets of a line that is typed at cmd's prompt. */
export function readCmd(line: string): string[] {
  return splitArguments(removeCarets(line));
}

/** Phases 1 and 2 of cmd: variables first, then carets and operators, quotes toggling what is literal. */
function removeCarets(line: string): string {
  if (/[\r\n]/.test(line)) throw new Error('The line ends in the middle.');
  if (/%[A-Za-z_][A-Za-z0-9_]*(?::[^%]*)?%/.test(line)) throw new Error('A variable is expanded.');
  let inQuotes = false;
  let text = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (!inQuotes && character === '^') {
      at += 1;
      text += line[at] ?? '';
      continue;
    }
    if (character === '"') inQuotes = !inQuotes;
    if (!inQuotes && /[&|<>()]/.test(character)) throw new Error(`cmd acts on ${character}.`);
    text += character;
  }
  return text;
}

/** As the C runtime of Windows splits a command line. */
function splitArguments(line: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  let inQuotes = false;
  for (let at = 0; at < line.length; at += 1) {
    const [slashes = ''] = /^\\+/.exec(line.slice(at)) ?? [''];
    if (slashes !== '') {
      at += slashes.length - 1;
      const isBeforeQuote = line[at + 1] === '"';
      current = (current ?? '') + '\\'.repeat(isBeforeQuote ? Math.floor(slashes.length / 2) : slashes.length);
      if (isBeforeQuote && slashes.length % 2 === 1) {
        current += '"';
        at += 1;
      }
    } else if (line[at] === '"') {
      inQuotes = !inQuotes;
      current ??= '';
    } else if (!inQuotes && line[at] === ' ') {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else current = (current ?? '') + line[at];
  }
  if (inQuotes) throw new Error('A quote is not closed.');
  if (current !== undefined) found.push(current);
  return found;
}

const quotes = /['\u2018-\u201b]/;

/** The value of a string expression of PowerShell: a literal, or literals and characters added up in parentheses. */
export function readPowershell(expression: string): string {
  const inner = /^\((.*)\)$/s.exec(expression)?.[1] ?? expression;
  let at = 0;
  let value = '';
  for (;;) {
    const number = /^\[char\](\d+)/.exec(inner.slice(at));
    if (number !== null) {
      value += String.fromCharCode(Number(number[1]));
      at += number[0].length;
    } else {
      const literal = readLiteral(inner, at);
      value += literal.value;
      at = literal.end;
    }
    if (at === inner.length) return value;
    if (!inner.startsWith(' + ', at))
      throw new Error(`PowerShell goes on with ${JSON.stringify(inner.slice(at, at + 20))}.`);
    at += 3;
  }
}

function readLiteral(text: string, start: number): { value: string; end: number } {
  if (!quotes.test(text[start] ?? ''))
    throw new Error(`No string at ${JSON.stringify(text.slice(start, start + 20))}.`);
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (!quotes.test(text[at] ?? '')) value += text[at];
    else if (quotes.test(text[at + 1] ?? '')) {
      value += text[at];
      at += 1;
    } else return { value, end: at + 1 };
  }
  throw new Error('A quote is not closed.');
}
