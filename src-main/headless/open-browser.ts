/** Opens an address in the system's browser by the library `open`, which knows each system's way. */
export async function openBrowser(address: string): Promise<void> {
  if (!hasDisplay()) return;
  const { default: open } = await import('open');
  const opener = await open(address);
  // A system without a browser says so here; the address is on the terminal all the same.
  opener.on('error', () => undefined);
}

function hasDisplay(): boolean {
  const { CI, SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI !== undefined || SSH_CONNECTION !== undefined) return false;
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
}
