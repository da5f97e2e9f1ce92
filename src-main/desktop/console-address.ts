/** Where the screens live in the desktop host: a scheme of its own, which no file and no other program can answer. */
export const consoleScheme = 'app';
export const consoleOrigin = 'app://console';
export const consoleAddress = `${consoleOrigin}/index.html`;

/** Whether the address belongs to the screens. Compared by parts: an address is never trusted for how it begins. */
export function isConsoleAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'app:' && host === 'console' && username === '' && password === '';
}
