import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { BrowserWindowConstructorOptions, BrowserWindow as Real, Rectangle, WebPreferences } from 'electron';
import { app } from './app.ts';
import { StandInEvent } from './event.ts';
import { StandInContents } from './web-contents.ts';

type Stood = Pick<
  Real,
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'restore'
  | 'maximize'
  | 'isVisible'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'isDestroyed'
  | 'setFullScreen'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBackgroundColor'
  | 'loadURL'
>;

const required: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
};
const unsafe = ['nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'allowRunningInsecureContent'] as const;

let current: BrowserWindow | undefined;

export class BrowserWindow extends EventEmitter implements Stood {
  readonly webContents: StandInContents;
  readonly options: BrowserWindowConstructorOptions;
  backgroundColor: string;
  isFocusedNow = false;
  #bounds: Rectangle;
  #isVisible: boolean;
  #isMinimized = false;
  #isMaximized = false;
  #isFullScreen: boolean;
  #isDestroyed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.webContents = new StandInContents(checkPreferences(options.webPreferences ?? {}));
    this.options = options;
    this.backgroundColor = options.backgroundColor ?? '#FFF';
    this.#bounds = { x: 0, y: 0, width: 800, height: 600, ...boundsOf(options) };
    this.#isVisible = options.show !== false;
    this.#isFullScreen = options.fullscreen === true;
    current = this;
    app.windows.add(this.#closer);
    app.emit('web-contents-created', new StandInEvent(), this.webContents);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
  }

  static getAllWindows(): BrowserWindow[] {
    return current === undefined || current.isDestroyed() ? [] : [current];
  }

  async loadURL(address: string): Promise<void> {
    await this.webContents.loadURL(address);
  }
  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }
  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }
  focus(): void {
    this.isFocusedNow = true;
  }
  restore(): void {
    this.#isMinimized = false;
  }
  minimize(): void {
    this.#isMinimized = true;
  }
  maximize(): void {
    this.#isMaximized = true;
    this.#isVisible = true;
    this.emit('maximize');
  }
  unmaximize(): void {
    this.#isMaximized = false;
    this.emit('unmaximize');
  }
  setFullScreen(on: boolean): void {
    this.#isFullScreen = on;
    this.emit(on ? 'enter-full-screen' : 'leave-full-screen');
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  isMinimized(): boolean {
    return this.#isMinimized;
  }
  isMaximized(): boolean {
    return this.#isMaximized;
  }
  isFullScreen(): boolean {
    return this.#isFullScreen;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  getBounds(): Rectangle {
    return this.#bounds;
  }
  /** What it goes back to from maximised or full screen. */
  getNormalBounds(): Rectangle {
    return this.#bounds;
  }
  setBounds(bounds: Rectangle): void {
    this.#bounds = bounds;
    this.emit('move');
    this.emit('resize');
  }
  setBackgroundColor(color: string): void {
    this.backgroundColor = color;
  }
  close(): void {
    void this.#closer();
  }

  readonly #closer = async (): Promise<boolean> => {
    const event = new StandInEvent();
    this.emit('close', event);
    if (event.defaultPrevented || !(await this.webContents.unload())) return false;
    this.#isDestroyed = true;
    app.windows.delete(this.#closer);
    await this.webContents.destroy();
    this.emit('closed');
    app.windowClosed();
    return true;
  };
}

export function currentWindow(): BrowserWindow | undefined {
  return current;
}

/** @returns the preload script. */
function checkPreferences(preferences: WebPreferences): string {
  const given: Record<string, unknown> = { ...preferences };
  for (const [name, value] of Object.entries(required)) {
    if (given[name] !== value) throw new Error(`webPreferences.${name} must be stated as ${value}.`);
  }
  const wrong = unsafe.find((name) => given[name] === true);
  if (wrong !== undefined) throw new Error(`webPreferences.${wrong} is unsafe.`);
  const { preload } = preferences;
  if (preload === undefined || !isAbsolute(preload) || !existsSync(preload))
    throw new Error('The preload script is not there.');
  if (!preload.endsWith('.cjs')) throw new Error('A sandboxed preload script must be CommonJS.');
  return preload;
}

function boundsOf({ x, y, width, height }: BrowserWindowConstructorOptions): Partial<Rectangle> {
  return {
    ...(x !== undefined && { x }),
    ...(y !== undefined && { y }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
}
