/**
 * Opens an address in the system's browser by the library `open`, which knows each system's way. What is handed over is
 * read by every user in the process list, so it is the path of a page that this user alone can read and that leads on.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Milliseconds after which the page is gone: the address in it is good for no longer. */
const pageLifetime = 60_000;

/** @param address good once. Does nothing where there is no display. @returns removes what is left of it */
export async function openBrowser(address: string): Promise<() => void> {
  if (!hasDisplay()) return () => undefined;
  const page = isWindowsBesideLinux() ? undefined : writePage(address);
  const { default: open } = await import('open');
  const opener = await open(page?.path ?? address);
  // A system without a browser says so here; the address is on the terminal all the same.
  opener.on('error', () => undefined);
  const removal = setTimeout(() => page?.remove(), pageLifetime);
  removal.unref();
  return () => {
    clearTimeout(removal);
    page?.remove();
  };
}

/** In the home folder: browsers that come as a snap see neither the system's temporary folder nor hidden ones. */
function writePage(address: string): { path: string; remove(): void } {
  const folder = makeFolder();
  const path = join(folder, 'open-tokenbench.html');
  const html = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}"><title>Tokenbench</title>\n`;
  writeFileSync(path, html, { mode: 0o600 });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Readable for its owner only. */
function makeFolder(): string {
  try {
    return mkdtempSync(join(homedir(), 'tokenbench-open-'));
  } catch {
    return mkdtempSync(join(tmpdir(), 'tokenbench-open-'));
  }
}

/** The browser is one of Windows then, which knows no paths of Linux. */
function isWindowsBesideLinux(): boolean {
  return process.env.WSL_DISTRO_NAME !== undefined;
}

function hasDisplay(): boolean {
  const { CI, SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if ((CI !== undefined && CI !== '') || SSH_CONNECTION !== undefined) return false;
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
}
