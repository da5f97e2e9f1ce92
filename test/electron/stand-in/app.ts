/** The application's life: ready, single instance, quitting in Electron's order. */
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import type { App } from 'electron';
import { currentBrowser } from './browser.ts';
import { StandInEvent } from './event.ts';
import { record } from './journal.ts';

type Stood = Pick<
  App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'requestSingleInstanceLock'
  | 'getPath'
  | 'setPath'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'isPackaged'
  | 'setAsDefaultProtocolClient'
  | 'setAppUserModelId'
  | 'focus'
>;

/** Closes a window as quitting does; false where the window refused. */
export type WindowCloser = () => Promise<boolean>;

class StandInApp extends EventEmitter implements Stood {
  readonly isPackaged = process.env.STAND_IN_PACKAGED === '1';
  readonly windows = new Set<WindowCloser>();
  #paths = new Map([['userData', tmpdir()]]);
  #name = 'standin';
  #ready = Promise.withResolvers<void>();
  #isReady = false;
  #isQuitting = false;

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  isReady(): boolean {
    return this.#isReady;
  }
  becomeReady(): void {
    this.#isReady = true;
    this.emit('ready', new StandInEvent(), {});
    this.#ready.resolve();
  }
  requestSingleInstanceLock(): boolean {
    return process.env.STAND_IN_LOCK !== 'taken';
  }
  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  getName(): string {
    return this.#name;
  }
  setName(name: string): void {
    this.#name = name;
  }
  getVersion(): string {
    return '0.0.0-standin';
  }
  setAsDefaultProtocolClient(protocol: string): boolean {
    record('protocol-client', protocol);
    return true;
  }
  setAppUserModelId(): void {}
  focus(): void {}

  quit(): void {
    void this.#quit();
  }
  async #quit(): Promise<void> {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    record('app', 'before-quit');
    const stopped = this.#isStopped('before-quit') || !(await this.#closeWindows()) || this.#isStopped('will-quit');
    this.#isQuitting = false;
    if (!stopped) this.exit(0);
  }
  #isStopped(name: string): boolean {
    const event = new StandInEvent();
    this.emit(name, event);
    return event.defaultPrevented;
  }
  async #closeWindows(): Promise<boolean> {
    for (const close of this.windows) if (!(await close())) return false;
    record('app', 'windows-closed');
    return true;
  }
  windowClosed(): void {
    if (this.windows.size === 0 && !this.#isQuitting) {
      const listened = this.emit('window-all-closed');
      if (!listened) this.quit();
    }
  }

  exit(code = 0): void {
    record('app', 'quit');
    this.emit('quit', new StandInEvent(), code);
    const end = () => process.exit(code);
    currentBrowser().close().then(end, end);
  }
}

export const app = new StandInApp();

/** The entry was evaluated. */
export async function declareReady(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  app.becomeReady();
}
