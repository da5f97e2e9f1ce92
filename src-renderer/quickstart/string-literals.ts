/** Writes any text as one string literal, quotes included, of the language that a step is written in. */
import { quoteWord } from '#contract/shell-words.ts';

const controlCharacters = /[\p{Cc}\u2028\u2029\ufeff]/gu;

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** JSON's form, which Go, Java, C#, Python and YAML read alike; line separators escaped too, which C# takes for breaks. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(controlCharacters, unicodeEscape);
}

/** Nothing is special between PHP's single quotes but the quote and the backslash. */
function singleQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** Ruby reads a line break of Windows as a line feed, so control characters take its double quotes, which know `#{}`. */
function ruby(text: string): string {
  if (text.search(controlCharacters) === -1) return singleQuoted(text);
  return doubleQuoted(text).replaceAll('#', '\\#');
}

function javascript(text: string): string {
  return `'${doubleQuoted(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function rust(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(controlCharacters, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
  return `"${escaped}"`;
}

const literals = {
  csharp: doubleQuoted,
  go: doubleQuoted,
  java: doubleQuoted,
  javascript,
  php: singleQuoted,
  powershell: (text: string) => quoteWord(text, 'powershell'),
  python: doubleQuoted,
  ruby,
  rust,
  sh: (text: string) => quoteWord(text, 'posix'),
  yaml: doubleQuoted,
} as const;

/** What a step can be written in; `xml` and `text` have no literals, so their steps hold no values. */
export type StepLanguage = keyof typeof literals | 'xml' | 'text';

export function isStepLanguage(name: string): name is StepLanguage {
  return name in literals || name === 'xml' || name === 'text';
}

/** @throws {Error} for a language without string literals */
export function stringLiteral(language: StepLanguage, text: string): string {
  if (language === 'xml' || language === 'text') {
    throw new Error(`A step in ${language} cannot hold a value: it has no string literals.`);
  }
  return literals[language](text);
}
