/** The built desktop application in Electron, until it ends. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../out/desktop/main.js', import.meta.url));

/**
 * What Electron says before there is a window is kept back: where it cannot start at all, its trace helps nobody.
 * @returns whether it never had a window, although nobody told it to end; and its exit code, null where a signal ended it
 */
export function runDesktop(binary, args) {
  const child = spawn(binary, [main, ...args], { stdio: ['inherit', 'inherit', 'pipe', 'ipc'] });
  let hadWindow = false;
  let isTold = false;
  let early = '';
  child.stderr.on('data', (text) => {
    if (hadWindow) process.stderr.write(text);
    else early += text;
  });
  child.on('message', (message) => {
    if (message?.tokenbench !== 'window-ready') return;
    hadWindow = true;
    process.stderr.write(early);
  });
  const passOn = (signal) => {
    isTold = true;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((resolve) => {
    const end = (code) => {
      for (const signal of signals) process.off(signal, passOn);
      resolve({ failedToOpen: !hadWindow && !isTold && code !== 0, code });
    };
    child.on('error', () => end(1));
    child.on('close', end);
  });
}
