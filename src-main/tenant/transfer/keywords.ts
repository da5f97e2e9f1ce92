/**
 * Keywords as the deploy tool replaces them, in the text before it is read: `@@KEYWORD@@`, in quotes or not, by the JSON of
 * its value; `##KEYWORD##` by the text of it.
 */
import { longestImport } from '../../contract/methods/transfer.ts';
import { TenantError } from '../tenant-error.ts';

export type Mappings = Readonly<Record<string, unknown>>;

/** Characters of a keyword's name. */
const name = '[A-Za-z0-9_.-]+';

/** Replaces the keywords of all files of one import. */
export class KeywordReplacement {
  readonly #mappings: Mappings;
  /** Characters that may still come of values: a long one that is used often makes more of a file than an import takes. */
  #left = longestImport;

  constructor(mappings: Mappings) {
    this.#mappings = mappings;
  }

  /** @throws {TenantError} `invalid_body` where values make the files longer than an import may be */
  replace(text: string): string {
    return text
      .replace(new RegExp(`(['"])@@(${name})@@\\1|@@(${name})@@`, 'g'), (marker, quote, quoted, bare) => {
        const given = this.#valueOf(quoted ?? bare);
        if (given !== undefined) return this.#count(JSON.stringify(given), quoted ?? bare);
        // In quotes it can be read all the same, and is then found by its place.
        return quote === undefined ? JSON.stringify(marker) : marker;
      })
      .replace(new RegExp(`##(${name})##`, 'g'), (marker, keyword) => {
        const given = this.#valueOf(keyword);
        if (given === undefined) return marker;
        return this.#count(typeof given === 'string' ? given : JSON.stringify(given), keyword);
      });
  }

  #valueOf(keyword: string): unknown {
    return Object.hasOwn(this.#mappings, keyword) ? this.#mappings[keyword] : undefined;
  }

  #count(value: string, keyword: string): string {
    this.#left -= value.length;
    if (this.#left >= 0) return value;
    throw new TenantError(
      'invalid_body',
      `With the value of the keyword ${keyword} the files are longer than the ${longestImport / 1_000_000} MB that an import takes. Give it a shorter value.`,
      { field: 'mappings' },
    );
  }
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
