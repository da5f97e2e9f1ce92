/**
 * `npm start`: the application, built first where the sources are newer; in a window of its own where Electron is there
 * or can be fetched, else in the browser. Further arguments go on to the one or the other; `--browser` chooses the browser.
 */
import './check-node.mjs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chooseHost, findDisplay } from './choose-host.mjs';
import { electronBinary, fetchElectron } from './electron-binary.mjs';
import { build, cli, isBuilt, isStale } from './ensure-build.mjs';
import { runDesktop } from './run-desktop.mjs';

const usualConsolePort = 4480;
const args = process.argv.slice(2);

if (!isBuilt() || isStale()) build();
const { host, why } = chooseHost({ args, hasDisplay: findDisplay(process) });
if (why !== undefined) say(why);
const binary = host === 'browser' ? undefined : await obtainElectron();
if (binary === undefined) await startBrowser();
else await startDesktop(binary);

async function obtainElectron() {
  const found = electronBinary();
  if (found !== undefined) return found;
  const { binary: fetched, reason, isKnown } = await fetchElectron();
  if (fetched !== undefined) return fetched;
  const again = isKnown ? ' "node node_modules/electron/install.js" tries again.' : '';
  say(`No window: Electron is not here (${reason}). The same screens open in the browser.${again}`);
  return undefined;
}

async function startDesktop(electron) {
  const { failedToOpen, code } = await runDesktop(electron, args);
  if (!failedToOpen) {
    process.exitCode = code ?? 1;
    return;
  }
  say('No window: Electron ended before it had one. The same screens open in the browser.');
  await startBrowser();
}

/** A taken port of the tenant is told on the screens, which offer another; a taken port of the screens is passed over. */
async function startBrowser() {
  const passed = args.filter((arg) => arg !== '--browser');
  const isChosen = passed.some((arg) => /^--console-port(=|$)/.test(arg));
  const port = isChosen || (await isFree(usualConsolePort)) ? [] : ['--console-port', '0'];
  process.argv = [process.execPath, fileURLToPath(cli), 'serve', '--console', '--open', ...port, ...passed];
  await import(cli.href);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
