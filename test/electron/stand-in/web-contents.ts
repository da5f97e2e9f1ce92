/** A page as Electron's main side sees it: frames, messages, navigation that can be refused. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Frame, Page, Route } from '@playwright/test';
import type { IpcMainInvokeEvent, WebContents, WindowOpenHandlerResponse } from 'electron';
import { currentBrowser } from './browser.ts';
import { fromCarried, originOf, toCarried } from './carried-address.ts';
import { StandInEvent } from './event.ts';
import { ipcMain } from './ipc-main.ts';
import { record } from './journal.ts';
import { protocol } from './protocol.ts';

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

const bridge = readFileSync(fileURLToPath(new URL('page-bridge.js', import.meta.url)), 'utf8')
  .replace(/^\/\/.*\n/, '')
  .replace(/;\s*$/, '');

export class StandInContents extends EventEmitter {
  readonly page: Promise<Page>;
  mainFrame = { url: '', origin: 'null', parent: null };
  #address = '';
  #asked = '';
  #isCrashed = false;
  #isDestroyed = false;
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' });

  constructor(preload: string) {
    super();
    this.page = this.#prepare(readFileSync(preload, 'utf8'));
  }

  getURL(): string {
    return this.#address;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  isCrashed(): boolean {
    return this.#isCrashed;
  }
  setWindowOpenHandler(handler: (details: Parameters<WindowOpenHandler>[0]) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }
  async loadURL(address: string): Promise<void> {
    const page = await this.page;
    this.#asked = address;
    this.#isCrashed = false;
    await page.goto(toCarried(address));
  }
  reload(): void {
    void this.loadURL(this.#address);
  }
  send(channel: string, ...args: unknown[]): void {
    const message = [channel, structuredClone(args)];
    this.page
      .then((page) => page.evaluate(`window.__standInDeliver?.(...${JSON.stringify(message)})`))
      // As with Electron: what is sent to a page that goes away is lost.
      .catch(() => undefined);
  }
  openDevTools(): void {
    record('dev-tools', true);
  }

  /** The process behind the page ends, and with it all that the page knew. */
  async crash(): Promise<void> {
    this.#isCrashed = true;
    await (await this.page).goto('about:blank');
    this.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 5 });
  }
  /** The page may ask to stay, and the application may let it go all the same. @returns whether it goes */
  async unload(): Promise<boolean> {
    const page = await this.page;
    if (page.isClosed()) return true;
    const goes = new Promise<boolean>((resolve) => {
      page.once('close', () => resolve(true));
      page.once('dialog', async (dialog) => {
        const event = new StandInEvent();
        this.emit('will-prevent-unload', event);
        if (!event.defaultPrevented) resolve(false);
        await (event.defaultPrevented ? dialog.accept() : dialog.dismiss());
      });
    });
    await page.close({ runBeforeUnload: true });
    return goes;
  }
  async destroy(): Promise<void> {
    this.#isDestroyed = true;
    await (await this.page).close();
  }

  async #prepare(preload: string): Promise<Page> {
    const { context } = currentBrowser();
    const blank = context.pages().find((page) => page.url() === 'about:blank');
    const page = blank ?? (await context.newPage());
    await page.exposeBinding('__standInInvoke', ({ frame }, channel: string, args: unknown[]) =>
      ipcMain.invoke(this.#describeSender(page, frame), channel, args),
    );
    await page.exposeBinding('__standInOpen', (_, address: string) => this.#open(address));
    await page.addInitScript({
      content: `(${bridge})(function (require, module, exports, process) {${preload}\n});`,
    });
    await page.route('**/*', (route) => this.#answer(page, route));
    page.on('popup', (popup) => {
      this.#open(popup.url());
      popup.close().catch(() => undefined);
    });
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      this.#address = fromCarried(frame.url());
      this.mainFrame = { url: this.#address, origin: originOf(this.#address), parent: null };
    });
    page.on('load', () => {
      if (!this.#isCrashed) this.emit('did-finish-load');
    });
    return page;
  }

  #describeSender(page: Page, frame: Frame): IpcMainInvokeEvent {
    const isMain = frame === page.mainFrame();
    const url = fromCarried(frame.url());
    const senderFrame = isMain ? this.mainFrame : { url, origin: originOf(url), parent: this.mainFrame };
    // Only what an application may rely on in deciding whom to trust.
    return asEvent({ type: 'frame', sender: this, senderFrame });
  }

  async #answer(page: Page, route: Route): Promise<void> {
    const request = route.request();
    const address = fromCarried(request.url());
    if (request.isNavigationRequest()) {
      const isMainFrame = request.frame() === page.mainFrame();
      if (!this.#mayNavigate(address, isMainFrame)) return route.abort('aborted');
      if (isMainFrame) this.emit('did-start-loading');
    }
    if (new URL(address).protocol === 'app:') return protocol.answer(route);
    if (!request.isNavigationRequest()) return route.abort('internetdisconnected');
    return route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' });
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && url === this.#asked) return true;
    const event = Object.assign(new StandInEvent(), { url, isMainFrame, isSameDocument: false });
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, url);
    return !event.defaultPrevented;
  }

  #open(url: string): void {
    const { action } = this.#openHandler({
      url: fromCarried(url),
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    });
    record('window-open', { url: fromCarried(url), action });
    if (action !== 'deny') throw new Error('The stand-in opens no second window.');
  }
}

function asEvent(event: object): IpcMainInvokeEvent {
  const known: Partial<IpcMainInvokeEvent> = event;
  if (!isWhole(known)) throw new TypeError('The event has no sender frame.');
  return known;
}

function isWhole(event: Partial<IpcMainInvokeEvent>): event is IpcMainInvokeEvent {
  return 'senderFrame' in event;
}
