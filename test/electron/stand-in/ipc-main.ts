import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';

type Listener = Parameters<IpcMain['handle']>[1];
type Stood = Pick<IpcMain, 'handle' | 'removeHandler'>;

class StandInIpcMain extends EventEmitter implements Stood {
  readonly #handlers = new Map<string, Listener>();

  handle(channel: string, listener: Listener): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** What the page's `ipcRenderer.invoke` gets: a value that crossed by structured clone, or an error that lost its class. */
  async invoke(
    event: IpcMainInvokeEvent,
    channel: string,
    args: unknown[],
  ): Promise<{ value: unknown } | { error: string }> {
    const handler = this.#handlers.get(channel);
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return { value: structuredClone(await handler(event, ...structuredClone(args))) };
    } catch (error) {
      return { error: `Error invoking remote method '${channel}': ${String(error)}` };
    }
  }
}

export const ipcMain = new StandInIpcMain();
