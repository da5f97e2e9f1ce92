/**
 * The one place that writes to the terminal. What a tenant, a file or a token holds can neither move the cursor, colour,
 * retitle or hide text, nor forge a line: characters that are not seen are written as JSON writes them (CWE-150, CWE-117).
 */

/** Control and format characters (bidirectional, zero-width, tags), line and paragraph separators, lone surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A value as part of one line. */
export function printable(value: string): string {
  return value.replace(unseen, escapeCharacter);
}

/** Writes lines of people's or programs' output; its line feeds are the caller's own. @returns whether to go on at once */
export function print(text: string): boolean {
  return process.stdout.write(keepLines(text));
}

/** Tells the person at the terminal one thing, on one line of standard error. */
export function report(message: string): void {
  process.stderr.write(`tokenbench: ${printable(message)}\n`);
}

/** What was told in several lines, such as the trace of an error. */
export function printError(text: string): void {
  process.stderr.write(keepLines(text));
}

export interface Progress {
  tell(ended: number, total: number, note?: string): void;
  end(): void;
}

/** Characters of the bar. */
const barWidth = 24;

/** On a terminal a bar that stays on its line; elsewhere a plain line for every quarter and for what is waited for. */
export function showProgress(): Progress {
  const { stderr } = process;
  let told = '';
  const say = (line: string) => {
    if (line === told) return;
    told = line;
    stderr.write(stderr.isTTY ? `\r\u001b[2K${printable(line)}` : `${printable(line)}\n`);
  };
  return {
    tell(ended, total, note) {
      if (total === 0) return;
      const rest = note === undefined ? '' : `, ${note}`;
      if (!stderr.isTTY) {
        const quarter = Math.floor((ended / total) * 4);
        return say(
          note === undefined ? `${Math.floor((quarter / 4) * total)} of ${total}` : note.replace(/\d+ s/, '…'),
        );
      }
      const full = Math.round((ended / total) * barWidth);
      say(`[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}] ${ended} of ${total}${rest}`);
    },
    end() {
      if (stderr.isTTY && told !== '') stderr.write('\r\u001b[2K');
    },
  };
}

function keepLines(text: string): string {
  return text.replace(unseen, (character) => (character === '\n' ? character : escapeCharacter(character)));
}

/** As JSON does, which keeps JSON what it says. */
function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
