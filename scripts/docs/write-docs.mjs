/** `npm run docs`: the pages of docs/ that list what the code has. A test compares them with what is written here. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeApiCheckPage } from './api-check-page.mjs';
import { writeCommandPage } from './command-page.mjs';
import { writeFaultsPage } from './faults-page.mjs';

/** Paths with the functions that write their text. */
export const pages = [
  { path: at('api-check.md'), write: writeApiCheckPage },
  { path: at('command.md'), write: writeCommandPage },
  { path: at('faults.md'), write: writeFaultsPage },
];

function at(name) {
  return fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { path, write } of pages) writeFileSync(path, await write());
