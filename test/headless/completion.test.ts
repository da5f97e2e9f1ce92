/** Completion scripts, in the shells themselves where they are on this machine. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../platform/find-program.ts';
import { cli, runCommand } from './command.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
const scripts: Record<string, string> = {};

interface CommandOfHelp {
  path: string[];
  options: { name: string; value: string | undefined }[];
  commands: string[];
}

/** What help says, which people read: completion has to know the same. */
const table: CommandOfHelp[] = [];

function run(...args: string[]): string {
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' }).stdout;
}

function readHelp(path: string[]): void {
  const help = run(...path, '--help');
  const section = (title: string) => new RegExp(`^${title}:\\n((?: .*\\n)+)`, 'm').exec(help)?.[1] ?? '';
  const commands = [...section('Commands').matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
  const options = [...section('Options').matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)(?: <(.+?)>)?/gm)].map(
    ([, name = '', value]) => ({ name, value }),
  );
  table.push({ path, options, commands });
  for (const name of commands) if (name !== 'help') readHelp([...path, name]);
}

beforeAll(() => {
  for (const shell of shells) scripts[shell] = run('completion', shell);
  readHelp([]);
});

/** A folder with the script and something to complete. */
function makePlace(shell: (typeof shells)[number]): string {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, 'script'), scripts[shell] ?? '');
  writeFileSync(join(folder, 'tenant.yaml'), '');
  mkdirSync(join(folder, 'tenants'));
  return folder;
}

function runShell(program: string, args: string[], cwd: string): string[] {
  const { stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, LC_ALL: 'C' },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('tokenbench completion', () => {
  it.each([
    [[], 'name the shell'],
    [['ksh'], 'there is no completion for ksh'],
  ])('%j is told the shells and how to install it', async (args, words) => {
    const { code, stdout, stderr } = await runCommand(['completion', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^tokenbench: ${words}.*\\n$`));
    expect(stderr).toContain('bash, zsh, fish, powershell');
    expect(stderr).toContain('source <(tokenbench completion bash)');
    expect(stderr).toContain('tokenbench completion --help');
  });

  it('has the line for each shell in its help', () => {
    const help = run('completion', '--help');
    for (const shell of shells) expect(help).toMatch(new RegExp(`^  ${shell} .*tokenbench completion ${shell}`, 'm'));
  });

  it.each(shells)('has every command, option and argument of help for %s', (shell) => {
    const script = scripts[shell] ?? '';
    expect(table.length).toBeGreaterThan(20);
    for (const { path, options, commands } of table) {
      const written = shell === 'zsh' ? ['_tokenbench', ...path].join('_') : ['tokenbench', ...path].join(' ');
      expect(script).toContain(written);
      for (const name of commands) expect(script).toMatch(new RegExp(`\\b${name}\\b`));
      for (const { name } of options) expect(script).toContain(shell === 'fish' ? ` -l ${name.slice(2)} ` : name);
    }
  });

  it.each(['zsh', 'fish', 'powershell'])('says in %s what commands and options do', (shell) => {
    expect(scripts[shell]).toContain('Verify tokens: signature, issuer, audience, times, type, and scopes');
    expect(scripts[shell]).toContain('print one line of JSON when ready');
  });
});

describe.runIf(hasProgram('bash', '--version'))('in bash', () => {
  /** A line for each reply, and for each call of compopt. Words are given as Readline breaks them. */
  function complete(...lines: string[][]): string[][] {
    const folder = makePlace('bash');
    const calls = lines.map(
      (words) => `complete_words ${words.map((word) => `'${word}'`).join(' ')}; printf '%s\\n' "\${COMPREPLY[@]}" =`,
    );
    const script = `source ./script
      compopt() { printf 'compopt %s %s\\n' "$@"; }
      complete_words() { COMP_WORDS=(tokenbench "$@"); COMP_CWORD=$#; _tokenbench; }
      ${calls.join('\n')}`;
    const answers: string[][] = [[]];
    for (const line of runShell('bash', ['--norc', '-c', script], folder)) {
      if (line === '=') answers.push([]);
      else answers.at(-1)?.push(line);
    }
    return answers.slice(0, -1);
  }

  it('completes every command and option of help', () => {
    const names = complete(...table.map(({ path }) => [...path, '']));
    const options = complete(...table.map(({ path }) => [...path, '--']));
    for (const [index, { path, commands, options: own }] of table.entries()) {
      if (commands.length > 0) expect(names[index], path.join(' ')).toEqual(commands);
      expect(options[index], path.join(' ')).toEqual(own.map(({ name }) => name));
    }
  });

  it('leaves paths to Readline wherever help calls a value a file, a folder or a path', () => {
    const places = table.flatMap(({ path, options }) =>
      options
        .filter(({ value = '' }) => /^(?:file|dir|path)\b/.test(value))
        .map(({ name, value }) => ({ words: [...path, name, ''], isFolder: value === 'dir' })),
    );
    expect(places.length).toBeGreaterThan(20);
    const replies = complete(...places.map(({ words }) => words));
    for (const [index, { words, isFolder }] of places.entries())
      expect(replies[index], words.join(' ')).toEqual([isFolder ? 'compopt -o dirnames' : 'compopt -o default']);
  });

  it.each<[string[], string[]]>([
    [
      ['ex', ''],
      ['-V', '--version', '-h', '--help'],
    ],
    [['ex'], ['export']],
    [
      ['logs', '-'],
      ['-f', '--follow', '--json', '-n', '--limit', '--data', '-h', '--help'],
    ],
    [
      ['export', '--format', ''],
      ['tokenbench', 'yaml', 'directory'],
    ],
    [
      ['export', '--format', '='],
      ['tokenbench', 'yaml', 'directory'],
    ],
    [['export', '--format', '=', 'y'], ['yaml']],
    [['export', '--format=y'], ['--format=yaml']],
    [['export', '--format', '=', 'yaml', '--out'], ['--output']],
    [
      ['fault', 'set', 'jwks_'],
      ['jwks_down', 'jwks_slow', 'jwks_empty'],
    ],
    [['fault', 'preset', '--data', 'x', 'auth'], ['auth0_down']],
    [
      ['clock', '--data', 'x', ''],
      ['shift', 'freeze', 'advance', 'reset'],
    ],
    [['verify', '--jwks', 'https', ':', '//a.example/', '--alg', 'RS2'], ['RS256']],
    [['import', '--keyword', 'a', '=', 'b', ''], ['compopt -o default']],
    [['import', '--', ''], ['compopt -o default']],
    [['token', '--client', ''], []],
    [['token', '--', '-'], []],
    [['completion', ''], [...shells]],
  ])('completes %j', (words, replies) => {
    expect(complete(words)).toEqual([replies]);
  });
});

describe.runIf(hasProgram('fish', '--version'))('in fish', () => {
  it.each<[string, string[]]>([
    ['ch', ['check\tCheck that your API refuses the tokens it must refuse.']],
    ['keys l', ['list\tPrint the kid, state, and times of each signing key.']],
    ['export --form', ['--format\twhat to write']],
    ['export --format y', ['yaml\twhat to write']],
    ['fault set jwks_', ['jwks_down', 'jwks_empty', 'jwks_slow']],
    ['serve --data te', ['tenants/\tDirectory']],
    ['import --keyword a=b ten', ['tenant.yaml', 'tenants/']],
    ['decode ten', []],
    ['token --client ten', []],
    ['completion ', ['bash', 'fish', 'powershell', 'zsh']],
  ])('completes "tokenbench %s"', (line, replies) => {
    const command = `source ./script; complete -C 'tokenbench ${line}'`;
    expect(runShell('fish', ['--no-config', '-c', command], makePlace('fish'))).toEqual(replies);
  });
});

describe.runIf(hasProgram('zsh', '--version'))('in zsh', () => {
  /** At a terminal of its own, since completion runs in the line editor only; it ends when it has completed. */
  function complete(line: string): string[] {
    const folder = makePlace('zsh');
    const setUp = `autoload -Uz compinit; compinit -u -D; source ./script
      compadd() {
        local -a hits
        # Calls with -O, -A or -D only ask.
        [[ "$*" == *-[OAD]\\ * ]] || { builtin compadd -O hits "$@"; print -rl -- $hits >> hits }
        builtin compadd "$@"
      }
      comppostfuncs=(exit)
      print set up`;
    writeFileSync(join(folder, 'set-up'), setUp);
    writeFileSync(join(folder, 'hits'), '');
    const driver = `zmodload zsh/zpty
      zpty z zsh -f -i
      zpty -w z 'source ./set-up'
      zpty -r -m z seen '*set up*'
      zpty -w -n z $'tokenbench ${line}\\t'
      while zpty -r z seen; do :; done
      sort -u hits`;
    return runShell('zsh', ['-f', '-c', driver], folder);
  }

  it('is a script without faults', () => {
    runShell('zsh', ['-f', '-n', './script'], makePlace('zsh'));
  });

  it.each<[string, string[]]>([
    ['ch', ['check']],
    ['keys ', ['help', 'list', 'rotate']],
    ['export --form', ['--format']],
    ['export --format y', ['yaml']],
    ['export --format=y', ['yaml']],
    ['fault set jwks_', ['jwks_down', 'jwks_empty', 'jwks_slow']],
    ['serve --data te', ['tenants']],
    ['import --keyword a=b ten', ['tenant.yaml', 'tenants']],
    ['token --client ten', []],
    ['completion ', ['bash', 'fish', 'powershell', 'zsh']],
  ])('completes "tokenbench %s"', (line, replies) => {
    expect(complete(line)).toEqual(replies);
  });
});

describe('for PowerShell', () => {
  const rows = (name: string) =>
    new RegExp(`\\$${name} = @\\(\\n([\\s\\S]*?)\\n {2}\\)\\n`).exec(scripts.powershell ?? '')?.[1] ?? '';

  it('registers for the command', () => {
    expect(scripts.powershell).toContain('Register-ArgumentCompleter -Native -CommandName tokenbench -ScriptBlock {\n');
    expect(scripts.powershell).toMatch(/\n}\n$/);
  });

  it('holds rows that are closed, and strings that end', () => {
    for (const name of ['commands', 'options', 'operands']) {
      const lines = rows(name).split('\n');
      expect(lines.length).toBeGreaterThan(3);
      for (const line of lines) {
        expect(line).toMatch(/^ {4}@\{ At = 'tokenbench[a-z ]*'; .* \}$/);
        expect(line.replaceAll(/'(?:[^']|'')*'/g, '')).not.toMatch(/['"`$](?!true|false)/);
      }
    }
  });

  it('has commands, options and their words in the rows', () => {
    expect(rows('commands')).toContain("@{ At = 'tokenbench keys'; Word = 'list'; Text = 'Print the kid");
    expect(rows('options')).toContain(
      "@{ At = 'tokenbench export'; Word = '--format'; Text = 'what to write'; TakesValue = $true; Words = @('tokenbench', 'yaml', 'directory') }",
    );
    expect(rows('operands')).toContain("@{ At = 'tokenbench fault preset'; Place = 0; IsVariadic = $false; Words = @(");
  });
});
