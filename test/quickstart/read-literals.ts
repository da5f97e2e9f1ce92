/** Lets a language read its own string literals: a program that prints the bytes of each in hexadecimal, a line each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './run-snippet.ts';
import { canRun } from './toolchains.ts';

interface Reader {
  file: string;
  program(literals: readonly string[]): string;
  run: string;
  /** Command that tells whether the language is here. */
  check: readonly [string, ...string[]];
}

const list = (literals: readonly string[]) => literals.join(',\n');

const readers = {
  go: {
    file: 'main.go',
    program: (literals) =>
      `package main\nimport "fmt"\nfunc main() { for _, text := range []string{\n${list(literals)},\n} { fmt.Printf("%x\\n", text) } }\n`,
    run: 'GO111MODULE=off GOCACHE=$PWD/cache go run main.go',
    check: ['go', 'version'],
  },
  java: {
    file: 'Main.java',
    program: (literals) =>
      `class Main { public static void main(String[] arguments) { for (String text : new String[] {\n${list(literals)}\n}) System.out.println(java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))); } }\n`,
    run: 'JAVA_TOOL_OPTIONS=-Dfile.encoding=UTF-8 java Main.java',
    check: ['java', '--version'],
  },
  javascript: {
    file: 'main.mjs',
    program: (literals) =>
      `for (const text of [\n${list(literals)}\n]) console.log(Buffer.from(text).toString('hex'));\n`,
    run: 'node main.mjs',
    check: ['node', '--version'],
  },
  php: {
    file: 'main.php',
    program: (literals) => `<?php foreach ([\n${list(literals)}\n] as $text) echo bin2hex($text), "\\n";\n`,
    run: 'php main.php',
    check: ['php', '--version'],
  },
  python: {
    file: 'main.py',
    program: (literals) => `for text in [\n${list(literals)}\n]:\n    print(text.encode().hex())\n`,
    run: 'python3 main.py',
    check: ['python3', '--version'],
  },
  ruby: {
    file: 'main.rb',
    program: (literals) => `[\n${list(literals)}\n].each { |text| puts text.unpack1('H*') }\n`,
    run: 'ruby main.rb',
    check: ['ruby', '--version'],
  },
  rust: {
    file: 'main.rs',
    program: (literals) =>
      `fn main() { for text in [\n${list(literals)}\n] { for byte in text.bytes() { print!("{byte:02x}"); } println!(); } }\n`,
    run: 'rustc --edition 2021 main.rs && ./main',
    check: ['rustc', '--version'],
  },
  sh: {
    file: 'main.sh',
    program: (literals) =>
      literals.map((literal) => `printf %s ${literal} | od -An -v -tx1 | tr -d ' \\n'; echo\n`).join(''),
    run: 'LC_ALL=C.UTF-8 bash main.sh',
    check: ['bash', '--version'],
  },
} as const satisfies Record<string, Reader>;

/** The texts that the language reads, or what this machine lacks for it. */
export async function readWith(
  language: keyof typeof readers,
  literals: readonly string[],
): Promise<{ texts: string[] } | { missing: string }> {
  const { file, program, run, check }: Reader = readers[language];
  if (!(await canRun(...check))) return { missing: `${check[0]} is not on this machine` };
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-literals-'));
  try {
    writeFileSync(join(folder, file), program(literals));
    const lines = (await runScript(run, folder, {})).split('\n').slice(0, literals.length);
    return { texts: lines.map((line) => Buffer.from(line, 'hex').toString()) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
