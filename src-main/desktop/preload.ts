/** Runs before the screens, in their sandbox: hands them the two functions of the bridge, and never Electron itself. */
import { contextBridge, ipcRenderer } from 'electron';
import { type BridgeEvent, channels, type DesktopBridge } from '../contract/bridge.ts';

const listeners = new Set<(event: BridgeEvent) => void>();
/** What was told before the screens had a listener, such as the token of the file that opened the application. */
let early: BridgeEvent[] | undefined = [];
const mostEarly = 100;

ipcRenderer.on(channels.event, (_, event) => {
  if (early === undefined) for (const listener of listeners) listener(event);
  else if (early.length < mostEarly) early.push(event);
});

const bridge: DesktopBridge = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  listen(listener) {
    listeners.add(listener);
    const waiting = early ?? [];
    early = undefined;
    for (const event of waiting) listener(event);
    return () => void listeners.delete(listener);
  },
};

contextBridge.exposeInMainWorld('tokenbench', bridge);
