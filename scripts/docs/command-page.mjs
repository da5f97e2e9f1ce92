/** docs/command.md: every command with the help that it prints. */
import { createProgram } from '../../src-main/headless/command-line.ts';
import { table } from './markdown.mjs';

/** Columns of a help text, whatever the terminal of whoever writes the page. */
const helpWidth = 110;

export function writeCommandPage() {
  const program = createProgram();
  const commands = program.commands.filter((command) => command.name() !== 'help');
  const [, exitCodes] = split(helpOf(program));
  return `# The command

<!-- Written by "npm run docs" from src-main/headless. -->

In the repository, \`npm run --silent tokenbench -- <command>\` runs it. The package is not published yet.

${table(
  ['command', ''],
  commands.map((command) => [`[\`${command.name()}\`](#${command.name()})`, command.description()]),
)}

${commands.map(describe).join('\n')}
## Exit codes

\`\`\`text
${exitCodes}
\`\`\`
`;
}

function describe(command) {
  const parts = command.commands.filter((one) => one.name() !== 'help');
  return [`## ${command.name()}\n`, fenced(command), ...parts.flatMap((one) => [fenced(one)])].join('\n');
}

function fenced(command) {
  return `\`\`\`text\n${split(helpOf(command))[0]}\n\`\`\`\n`;
}

/** The text before the exit codes, which all commands share, and the codes. */
function split(help) {
  const [before, codes = ''] = help.split('\nExit codes:\n');
  return [before.trim(), codes.replace(/^ {2}/gm, '').trim()];
}

function helpOf(command) {
  let text = '';
  const kept = command.configureOutput();
  command.configureOutput({ ...kept, writeOut: (part) => (text += part), getOutHelpWidth: () => helpWidth });
  command.outputHelp();
  command.configureOutput(kept);
  return text.replace(/ +$/gm, '');
}
