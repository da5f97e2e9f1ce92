/** The desktop host: what its preload script put at `window.tokenbench`. */
import type { DesktopBridge } from '#contract/bridge.ts';
import type { Connection, Transport } from './transport.ts';

declare global {
  interface Window {
    tokenbench?: DesktopBridge;
  }
}

/** The main process outlives its windows: the connection is open as long as there is a page to ask. */
const open: Connection = { state: 'open' };

export function createElectronTransport(bridge: DesktopBridge): Transport {
  return {
    call: (name, input) => bridge.call(name, input),
    listen: (listener) => bridge.listen(listener),
    connection: () => open,
    onConnection: () => () => {},
  };
}
