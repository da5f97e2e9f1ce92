/** Literals read back by the languages themselves: what comes out is what went in. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type StepLanguage, stringLiteral } from '../../src-renderer/quickstart/string-literals.ts';
import { readWith } from './read-literals.ts';
import { noteNotRun } from './toolchains.ts';

const texts = [
  'read:appointments',
  '',
  '-rf',
  `it's "quoted" and \`ticked\``,
  String.raw`back\slash \n \u0041 \x41 \' \"`,
  '$HOME $(date) #{1} #$0 #@x %s %d {0} {{x}} !! `date`',
  `$\{HOME}\n$\{HOME} #{1} #$0 #@x \\`,
  "'; exit; '",
  '"; System.exit(0); "',
  'line\nbreak\r\nand\ttab',
  'line\u2028and paragraph\u2029separators, next line\u0085',
  '‘typographic’ “quotes”',
  'ünïcödé 日本 🗝',
  '?> <?php // */ --',
];

const readers = ['go', 'java', 'javascript', 'php', 'python', 'ruby', 'rust', 'sh'] as const;

describe('a string literal', () => {
  it.for(readers)('of %s means the text it was made from', { timeout: 120_000 }, async (language, context) => {
    const read = await readWith(
      language,
      texts.map((text) => stringLiteral(language, text)),
    );
    if ('missing' in read) return context.skip(noteNotRun(`literals of ${language}`, read.missing));
    expect(read.texts).toEqual(texts);
  });

  it('of YAML means the text it was made from', () => {
    for (const text of texts) expect(parse(`key: ${stringLiteral('yaml', text)}`)).toEqual({ key: text });
  });

  it('of C# has no character that C# takes for a line break', () => {
    expect(stringLiteral('csharp', 'a\u2028b\u0085c\n"\\')).toBe(String.raw`"a\u2028b\u0085c\n\"\\"`);
  });

  it('of PowerShell doubles every character it takes for a single quote', () => {
    expect(stringLiteral('powershell', "it's ‘so’ $env:X")).toBe("'it''s ‘‘so’’ $env:X'");
  });

  it.each<StepLanguage>([...readers.filter((name) => name !== 'php'), 'csharp', 'yaml'])(
    'of %s stays on one line',
    (language) => {
      expect(stringLiteral(language, 'a\nb\rc')).not.toMatch(/[\n\r]/);
    },
  );
});
