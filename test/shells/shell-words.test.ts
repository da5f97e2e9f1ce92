/** What is copied for a shell is read by it as it was: by the shells themselves where they are, else by their rules. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsCmd, quoteWord, type Shell } from '../../src-main/contract/shell-words.ts';
import { readCmd, readPowershell } from './read-words.ts';

const hostile = [
  '',
  ' ',
  "'",
  "''",
  '"',
  '\\',
  '\\\\',
  'a\\',
  'a\\"b\\\\"',
  "it's \\' done",
  '$(touch x)',
  '`touch x`',
  '$HOME ~ ~root !! !1 $$ $?',
  '=ls',
  '-x',
  '@file',
  '#comment',
  '* ? [a] {a,b}',
  'a;b&c|d<e>f(g)h^i%j!k',
  '%PATH% %%PATH%% %3A %3a%2F',
  '{"client_id":"x&calc.exe&"}',
  '{\n  "callbacks": ["https://a.example/?a=1&b=2"]\n}',
  '\u2019; calc; \u2018',
  '\u201c$(calc)\u201d \u201a \u201b',
  'tab\tcr\rcrlf\r\n',
  '\u001b[31mred\u001b]0;title\u0007',
  'a\u0085b\u009bc\u007f',
  '\u202ereversed\u202c \u200bhidden\ufeff \u2028 \u2029',
  'é ü 漢字 😀',
];

const texts = fc.sample(
  fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'\'"\\$`!%^&|<>() \n\r\t\u001b\u2019\u202e😀'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
  }),
  { numRuns: 200, seed: 9 },
);
// No argument of a program holds a NUL.
const words = [...hostile, ...texts].map((text) => text.replaceAll('\0', '?'));

describe.each<[program: string, args: string[], shell: Shell]>([
  ['bash', ['--norc', '-c'], 'posix'],
  ['zsh', ['-f', '-c'], 'posix'],
  ['fish', ['--no-config', '-c'], 'fish'],
  ['pwsh', ['-NoProfile', '-Command'], 'powershell'],
])('%s', (program, args, shell) => {
  const isThere = spawnSync(program, ['--version']).error === undefined;
  it.skipIf(!isThere)('reads each word as it was', () => {
    const print = (word: string) =>
      shell === 'powershell' ? `[Console]::Out.Write(${word} + [char]0)` : `printf '%s\\0' ${word}`;
    const script = `${words.map((word) => print(quoteWord(word, shell))).join('\n')}\n`;
    const { stdout, stderr } = spawnSync(program, [...args, script], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect(stderr).toBe('');
    expect(stdout.split('\0').slice(0, -1)).toEqual(words);
  });
});

it('cmd reads each word that it can hold as it was, and runs nothing beside', () => {
  const able = words.filter(fitsCmd);
  expect(able.length).toBeGreaterThan(20);
  for (const word of able) expect(readCmd(`curl ${quoteWord(word, 'cmd')} x`), word).toEqual(['curl', word, 'x']);
});

it('PowerShell reads each word as it was, in one expression', () => {
  for (const word of words) expect(readPowershell(quoteWord(word, 'powershell')), word).toBe(word);
});

it('no word makes a terminal act as it is pasted', () => {
  for (const word of words)
    for (const shell of ['posix', 'fish', 'powershell'] as const)
      expect(quoteWord(word, shell)).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u200b\ufeff]/u);
});
