/** The tray's menu as data. Its first entry is always the way to the window. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Status } from '../contract/methods/tenant.ts';

export interface TrayActions {
  show(): void;
  start(): void;
  stop(): void;
  copy(text: string): void;
  quit(): void;
}

const words: Readonly<Record<Status['state'], string>> = {
  starting: 'Starting…',
  running: 'Running',
  stopped: 'Stopped',
  failed: 'Failed',
};

/** The state in words, with the address where there is one. */
export function describeStatus({ state, issuer, problem }: Status): string {
  if (state === 'running' && issuer !== undefined) return `Running at ${issuer.replace(/\/$/, '')}`;
  if (state === 'failed' && problem?.port !== undefined) return `Failed: port ${problem.port} is taken`;
  return words[state];
}

export function trayTemplate(status: Status, actions: TrayActions): MenuItemConstructorOptions[] {
  const { state, issuer, httpsIssuer } = status;
  const isOpen = state === 'running' || state === 'starting';
  const addresses = [...new Set([issuer, httpsIssuer])].filter((address) => address !== undefined);
  return [
    { id: 'tray-show', label: 'Show Tokenbench', click: actions.show },
    { type: 'separator' },
    { id: 'tray-status', label: describeStatus(status), enabled: false },
    isOpen
      ? { id: 'tray-stop', label: 'Stop the tenant', enabled: state === 'running', click: actions.stop }
      : { id: 'tray-start', label: 'Start the tenant', click: actions.start },
    ...(addresses.length === 0
      ? [{ id: 'tray-copy', label: 'Copy address', enabled: false }]
      : addresses.map((address, index) => ({
          id: index === 0 ? 'tray-copy' : 'tray-copy-https',
          label: index === 0 ? 'Copy address' : 'Copy HTTPS address',
          click: () => actions.copy(address),
        }))),
    { type: 'separator' },
    { id: 'tray-quit', label: 'Quit Tokenbench', click: actions.quit },
  ];
}
