/**
 * Text as one word of a command line, whatever is in it: what is copied runs as it was recorded, and nothing else runs.
 * The one place that knows how shells quote.
 */

/** That command lines are written for. `posix` is bash, zsh, dash and ksh. */
export const shells = ['posix', 'fish', 'powershell', 'cmd'] as const;
export type Shell = (typeof shells)[number];

/** Bare in each shell: no character of these has a meaning, also not at the start of a word. */
const bareWord = /^[A-Za-z0-9_/.:-][A-Za-z0-9_/.:+=-]*$/;

/**
 * Control characters but for the line feed, and what hides text or turns it round: a terminal acts on them as they are
 * pasted, before the shell reads them.
 */
const unseen = /[^\P{Cc}\n]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const unseenRuns = new RegExp(`(?:${unseen.source})+`, 'gu');

/** @returns a word that the shell reads as exactly this text. For PowerShell it is a string expression. */
export function quoteWord(text: string, shell: Shell): string {
  if (shell === 'powershell') return quoteForPowershell(text);
  if (bareWord.test(text)) return text;
  switch (shell) {
    case 'posix':
      return quoteForPosix(text);
    case 'fish':
      return quoteForFish(text);
    case 'cmd':
      return quoteForCmd(text);
  }
}

/** Whether a line of cmd can hold the text: a line feed ends it, and programs get other letters than ASCII's by code page. */
export function fitsCmd(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/**
 * Single quotes, in which nothing has a meaning but the quote itself; with characters that are not seen `$'…'`, byte by
 * byte, since what `\u` means depends on the locale.
 */
function quoteForPosix(text: string): string {
  if (!unseen.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  return `$'${text
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(unseenRuns, (run) => toBytes(run))}'`;
}

/** In fish's single quotes a backslash escapes itself and the quote; bytes are written outside of them. */
function quoteForFish(text: string): string {
  const quoted = text.replace(/[\\']/g, '\\$&').replace(unseenRuns, (run) => `'${toBytes(run, 'X')}'`);
  return `'${quoted}'`;
}

/** PowerShell takes the typographic single quotes for quotes as well. What is not seen is put together by number. */
function quoteForPowershell(text: string): string {
  const quote = (piece: string) => `'${piece.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
  if (!unseen.test(text)) return quote(text);
  const pieces = text.split(new RegExp(`(${unseen.source})`, 'u'));
  const terms = pieces.flatMap((piece) => {
    if (piece === '') return [];
    return unseen.test(piece) ? [`[char]${piece.charCodeAt(0)}`] : [quote(piece)];
  });
  // A number at the start would be added up.
  return `(${["''", ...terms].join(' + ')})`;
}

/**
 * Quoted for the program that splits its own arguments, then each character that cmd would act on with a caret: cmd knows
 * no escaped quote, and what it takes for text outside of quotes it would else run. Typed at the prompt, not in a batch file.
 */
function quoteForCmd(text: string): string {
  const argument = `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
  return argument.replace(/[^A-Za-z0-9_/.:+\\ =,@-]/g, '^$&');
}

function toBytes(run: string, letter = 'x'): string {
  // By percent-encoding, which every platform has: the contract knows neither Buffer nor TextEncoder.
  return [...run]
    .map((character) =>
      character.charCodeAt(0) < 0x80
        ? `\\${letter}${character.charCodeAt(0).toString(16).padStart(2, '0')}`
        : encodeURIComponent(character).replaceAll('%', `\\${letter}`).toLowerCase().replaceAll('\\x', `\\${letter}`),
    )
    .join('');
}
