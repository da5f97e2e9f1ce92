/**
 * Keywords as the deploy tool replaces them, in the text before it is read: first `@@KEYWORD@@`, in quotes or not, by the
 * JSON of its value, then `##KEYWORD##` by its text, each keyword after the other, so that values may hold keywords.
 */
import { longestImport } from '../../contract/methods/transfer.ts';
import { TenantError } from '../tenant-error.ts';

export type Mappings = Readonly<Record<string, unknown>>;

/** Characters of a keyword's name. */
const name = '[A-Za-z0-9_.-]+';

/** Replaces the keywords of all files of one import. */
export class KeywordReplacement {
  readonly #mappings: readonly (readonly [string, unknown])[];
  /** Characters that may still come of values: a long one that is used often makes more of a file than an import takes. */
  #left = longestImport;

  constructor(mappings: Mappings) {
    this.#mappings = Object.entries(mappings);
  }

  /** @throws {TenantError} `invalid_body` where values make the files longer than an import may be */
  replace(text: string): string {
    let replaced = text;
    for (const [keyword, value] of this.#mappings) {
      const marker = `@@${keyword}@@`;
      if (!replaced.includes(marker)) continue;
      replaced = this.#put(replaced, [`'${marker}'`, `"${marker}"`, marker], JSON.stringify(value) ?? '', keyword);
    }
    for (const [keyword, value] of this.#mappings) {
      const marker = `##${keyword}##`;
      // A list is joined by commas, as a text of it is in JavaScript.
      if (replaced.includes(marker)) replaced = this.#put(replaced, [marker], String(value), keyword);
    }
    return quoteLeftMarkers(replaced);
  }

  #put(text: string, markers: readonly string[], value: string, keyword: string): string {
    // What `$` and a sign mean to the tool's own replacement: it gives the value as a pattern for what takes the place.
    const pattern = new RegExp(markers.map(toPattern).join('|'), 'g');
    for (const _ of text.matchAll(pattern)) this.#count(value, keyword);
    return text.replace(pattern, value);
  }

  #count(value: string, keyword: string): void {
    this.#left -= value.length;
    if (this.#left >= 0) return;
    throw new TenantError(
      'invalid_body',
      `With the value of the keyword ${keyword} the files are longer than the ${longestImport / 1_000_000} MB that an import takes. Give it a shorter value.`,
      { field: 'mappings' },
    );
  }
}

function toPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * A marker that nothing was given for is found by its place in what was read. Without quotes `@@KEYWORD@@` is no YAML, and
 * `##KEYWORD##` where a value begins is a comment to it.
 */
function quoteLeftMarkers(text: string): string {
  return text
    .replace(new RegExp(`(?<!['"])@@${name}@@(?!['"])`, 'g'), '"$&"')
    .replace(
      new RegExp(
        `((?:[:\\[,{]|^[^\\S\\n]*-)[^\\S\\n]+)(##${name}##[^\\n,\\]}'"]*?)(?=[^\\S\\n]*(?:[,\\]}]|[^\\S\\n]#|$))`,
        'gm',
      ),
      '$1"$2"',
    );
}

/** Keywords left in a text that was read. */
export function findKeywords(text: string): string[] {
  const marker = new RegExp(`##(${name})##|@@(${name})@@`, 'g');
  return Array.from(text.matchAll(marker), ([, inText, asValue]) => inText ?? asValue ?? '');
}

/** Whether one marker stands for the whole value, as `@@KEYWORD@@` does. */
export function isWholeValue(text: string): boolean {
  return new RegExp(`^@@${name}@@$`).test(text);
}
