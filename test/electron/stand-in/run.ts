/**
 * Runs a built main side of the desktop application with a stand-in for Electron:
 * `node run.ts <main.js> [arguments of the application]`.
 * What a real Electron adds (its sandbox, isolated worlds, native menus and trays, fuses) is not covered.
 */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answerTests } from './answer-tests.ts';
import { declareReady } from './app.ts';
import { openBrowser } from './browser.ts';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

const [entry = '', ...args] = process.argv.slice(2);
// As Electron gives it to an application that is not packaged: itself, the application, its arguments.
process.argv = [process.execPath, resolve(entry), ...args];
// Whoever started this is gone: nobody would ever end it.
process.on('disconnect', () => process.exit(1));

const browser = await openBrowser();
answerTests(browser);
// Electron is not ready before the entry was evaluated: an entry that waits for it at its top level hangs, here as there.
await import(pathToFileURL(resolve(entry)).href);
await declareReady();
