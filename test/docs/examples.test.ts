/** What the README and docs/ tell people to type works as it stands. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createProgram } from '../../src-main/headless/command-line.ts';
import { cli, serve } from '../headless/command.ts';
import { makeTemporaryFolder } from '../headless/temporary-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];
const readme = readFileSync(join(root, 'README.md'), 'utf8');

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block);
}

/** Lines that begin with the command, in shell blocks, and those of the workflows, whose lines may be folded. */
function commandsIn(text: string): string[] {
  const typed = blocks(text, 'sh').flatMap((block) => block.match(/^tokenbench .*/gm) ?? []);
  const ofWorkflows = blocks(text, 'yaml').flatMap((block) => block.match(/npx tokenbench .*(?:\n {4}--.*)*/g) ?? []);
  return [...typed, ...ofWorkflows];
}

function wordsOf(line: string): string[] {
  const [command = ''] = line.replace(/^npx /, '').split(/ (?:[|&#]|-$)/m);
  return (command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).slice(1).map((word) => word.replaceAll(/["']/g, ''));
}

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

const examples = files.flatMap((file) =>
  commandsIn(readFileSync(join(root, file), 'utf8')).map((line) => [file, line] as const),
);

describe('examples', () => {
  it('are there to be tried', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  it.each(examples)('%s: "%s" is understood by the command', async (_file, line) => {
    const program = createProgram();
    const reached: string[] = [];
    for (const leaf of leavesOf(program)) leaf.action(() => void reached.push(leaf.name()));
    await program.parseAsync(wordsOf(line), { from: 'user' });
    expect(reached).toHaveLength(1);
  });
});

describe.skipIf(process.platform === 'win32')('the README', () => {
  it('gets a token with its own lines', async () => {
    const folder = makeTemporaryFolder();
    await serve(['--data', join(folder, 'data'), '--port', '0', '--https-port', 'off']);
    const shim = join(folder, 'tokenbench');
    writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
    chmodSync(shim, 0o755);
    const lines = blocks(readme, 'sh').find((block) => block.startsWith('tokenbench token'));
    const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', lines ?? 'exit 9'], {
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        TOKENBENCH_DATA: join(folder, 'data'),
      },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^eyJ[\w.-]+\n/);
    expect(stdout).toContain('Signature verified with');
  });

  it('starts a tenant with its own code', () => {
    const [code = ''] = blocks(readme, 'js').filter((block) => block.includes("from 'tokenbench'"));
    // Inside the package its own name leads to what is published.
    const example = join(root, 'out', `readme-example-${process.pid}.mjs`);
    onTestFinished(() => rmSync(example, { force: true }));
    writeFileSync(example, `${code}\nconsole.log([good, expired, forged].map((token) => token.split('.').length));\n`);
    const { status, stdout, stderr } = spawnSync(process.execPath, [example], { encoding: 'utf8' });
    expect({ status, stderr, stdout: stdout.trim() }).toEqual({ status: 0, stderr: '', stdout: '[ 3, 3, 3 ]' });
  });
});
