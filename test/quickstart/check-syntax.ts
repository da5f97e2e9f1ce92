/** Whether each step of a snippet is a program to its language's own parser, formatted as its formatter would. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Step, StepLanguage } from '../../src-renderer/quickstart/quickstart.ts';
import { runScript } from './run-snippet.ts';
import { canRun } from './toolchains.ts';

interface Parser {
  command: string;
  check: readonly [string, ...string[]];
}

/** `javac` stops after parsing: the libraries of Spring are not here. */
const parsers: Readonly<Partial<Record<StepLanguage, Parser>>> = {
  go: { command: 'test -z "$(gofmt -l "$FILE")"', check: ['gofmt', '-h'] },
  java: { command: 'javac -XDshould-stop.ifNoError=PARSE -d . "$FILE"', check: ['javac', '--version'] },
  javascript: { command: 'node --check "$FILE"', check: ['node', '--version'] },
  php: { command: 'php -l "$FILE"', check: ['php', '--version'] },
  python: { command: 'python3 -m py_compile "$FILE"', check: ['python3', '--version'] },
  ruby: { command: 'ruby -c "$FILE"', check: ['ruby', '--version'] },
  rust: { command: 'rustfmt --check --edition 2021 "$FILE"', check: ['rustfmt', '--version'] },
  sh: { command: 'bash -n "$FILE"', check: ['bash', '--version'] },
};

const withoutParser: Readonly<Partial<Record<StepLanguage, string>>> = {
  csharp: 'C# has no compiler of its present language in Debian',
  powershell: 'PowerShell is in no package of Debian',
};

/**
 * What this machine lacks to judge a step; undefined where all were judged and are good.
 * @throws {Error} with what the parser says
 */
export async function checkSyntax(steps: readonly Step[]): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-syntax-'));
  let missing: string | undefined;
  try {
    for (const [index, { language, text, file }] of steps.entries()) {
      const parser = parsers[language];
      if (parser === undefined) {
        missing ??= withoutParser[language];
      } else if (await canRun(...parser.check)) {
        const name = join(folder, file === undefined ? `${index}.${language}` : basename(file));
        writeFileSync(name, `${text}\n`);
        await runScript(parser.command, folder, { FILE: name });
      } else {
        missing ??= `${parser.check[0]} is not on this machine`;
      }
    }
    return missing;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
