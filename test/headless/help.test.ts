import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src-main/headless/command-failure.ts';
import { runCommand } from './command.ts';

describe('help', () => {
  it.each([
    [],
    ['serve'],
    ['token'],
    ['decode'],
    ['keys'],
    ['keys', 'list'],
    ['keys', 'rotate'],
    ['logs'],
    ['mint'],
    ['fault'],
    ['fault', 'set'],
    ['clock'],
    ['completion'],
  ])('of "tokenbench %s %s" has examples and every exit code', async (...command) => {
    const { code, stdout, stderr } = await runCommand([...command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: tokenbench/);
    expect(stdout).toContain('Examples:\n  $ tokenbench ');
    for (const exitCode of Object.values(exitCodes)) expect(stdout).toMatch(new RegExp(`^ {2}${exitCode} {2}\\S`, 'm'));
  });

  it('is what the command says when it is asked nothing', async () => {
    const { code, stderr } = await runCommand([]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Usage: tokenbench/);
  });

  it('names the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await runCommand(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
