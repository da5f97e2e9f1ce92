import { describe, expect, it } from 'vitest';
import { renderTemplate } from '../../src-renderer/quickstart/render-template.ts';

const values = { audience: "it's", variable: 'API_SECRET', absent: undefined, notAName: 'a b' };
const conditions = { on: true, off: false };
const render = (...lines: string[]) => renderTemplate(lines.join('\n'), values, conditions);

describe('a template', () => {
  it('is a list of steps, some of them files', () => {
    expect(render('%% step sh Install', 'npm install', '', '%% step python Protect a route > api.py', 'pass')).toEqual([
      { title: 'Install', language: 'sh', text: 'npm install', file: undefined },
      { title: 'Protect a route', language: 'python', text: 'pass', file: 'api.py' },
    ]);
  });

  it('writes a value as a literal of the language of its step', () => {
    const steps = render('%% step go A', 'x := {{audience}}', '%% step ruby B', 'x = {{audience}}');
    expect(steps.map(({ text }) => text)).toEqual([`x := "it's"`, `x = 'it\\'s'`]);
  });

  it('writes an identifier as it stands', () => {
    expect(render('%% step sh A', 'echo "[{{=variable}}]"')[0]?.text).toBe('echo "[API_SECRET]"');
  });

  it('keeps the lines whose condition holds, also nested', () => {
    const lines = [
      '%% step sh A',
      '%% if on',
      'a',
      '%% if off',
      'b',
      '%% else',
      'c',
      '%% end',
      '%% else',
      'd',
      '%% end',
    ];
    expect(render(...lines)[0]?.text).toBe('a\nc');
  });

  it('drops a whole step with its condition', () => {
    expect(render('%% step sh A', 'a', '%% if off', '%% step sh B', 'b', '%% end')).toHaveLength(1);
  });

  it.each([
    ['an unknown placeholder', ['%% step sh A', 'echo {{unknown}}'], /line 2.*Unknown placeholder unknown/],
    ['an inherited property as a placeholder', ['%% step sh A', '{{toString}}'], /Unknown placeholder toString/],
    ['a placeholder without a value', ['%% step sh A', 'echo {{absent}}'], /No value for the placeholder absent/],
    ['a malformed placeholder', ['%% step sh A', 'echo {{ audience }}'], /placeholder that is not/],
    ['an identifier that is none', ['%% step sh A', 'echo {{=notAName}}'], /must be an identifier/],
    ['an unknown condition', ['%% if unknown', '%% end'], /Unknown condition unknown/],
    ['an unknown directive', ['%% unless on'], /Unknown directive/],
    ['an unknown language', ['%% step cobol A'], /Unknown language cobol/],
    ['a value in a language without literals', ['%% step xml A', '{{audience}}'], /no string literals/],
    ['text before the first step', ['echo'], /before the first step/],
    ['a condition without its end', ['%% if on'], /%% end is missing/],
    ['an end without its condition', ['%% end'], /without its %% if/],
    ['a second else', ['%% if on', '%% else', '%% else', '%% end'], /second %% else/],
  ])('refuses %s', (_what, lines, message) => {
    expect(() => render(...lines)).toThrow(message);
  });
});
