/**
 * Keywords as the deploy tool replaces them, in the text before it is read: `@@KEYWORD@@`, in quotes or not, by the JSON of
 * its value; `##KEYWORD##` by the text of it.
 */
export type Mappings = Readonly<Record<string, unknown>>;

/** Characters of a keyword's name. */
const name = '[A-Za-z0-9_.-]+';

export function replaceKeywords(text: string, mappings: Mappings): string {
  const value = (keyword: string) => (Object.hasOwn(mappings, keyword) ? mappings[keyword] : undefined);
  return text
    .replace(new RegExp(`(['"])@@(${name})@@\\1|@@(${name})@@`, 'g'), (marker, quote, quoted, bare) => {
      const given = value(quoted ?? bare);
      if (given !== undefined) return JSON.stringify(given);
      // In quotes it can be read all the same, and is then found by its place.
      return quote === undefined ? JSON.stringify(marker) : marker;
    })
    .replace(new RegExp(`##(${name})##`, 'g'), (marker, keyword) => {
      const given = value(keyword);
      if (given === undefined) return marker;
      return typeof given === 'string' ? given : JSON.stringify(given);
    });
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
