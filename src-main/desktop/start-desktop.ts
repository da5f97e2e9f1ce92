/** The parts of the desktop application put together, once Electron is ready. */
import { app, dialog, nativeTheme } from 'electron';
import { createDispatch } from '../console/dispatch.ts';
import { listenToEvents } from '../console/events.ts';
import { createHandlers } from '../console/handlers.ts';
import { closeOnCrash } from '../runtime/crash.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { createAppMenu } from './app-menu.ts';
import { rendererFolder } from './assets.ts';
import { copyText } from './clipboard-text.ts';
import { decideClosing } from './closing-window.ts';
import { createDesktopHost } from './desktop-host.ts';
import type { DesktopOptions } from './desktop-options.ts';
import { openDesktopSettings } from './desktop-settings.ts';
import { denyPermissions } from './guard-contents.ts';
import type { Incoming, IncomingRequest } from './incoming.ts';
import { openIpcDoor } from './ipc-door.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { openDesktopTenant } from './open-desktop-tenant.ts';
import { quitInOrder } from './quit-in-order.ts';
import { readIncoming } from './read-incoming.ts';
import { offerRecovery } from './recover-window.ts';
import { serveConsole } from './serve-console.ts';
import { createTray, type TrayIcon } from './tray.ts';
import { showsTrayIcons } from './tray-presence.ts';
import { askBeforeEditsGo } from './unsaved-edits.ts';
import { openVault, plainly } from './vault.ts';

const { platform } = process;

export async function startDesktop(options: DesktopOptions, folder: string, incoming: Incoming): Promise<void> {
  denyPermissions();
  serveConsole(rendererFolder());
  const settings = openDesktopSettings();
  if (options.sealSecrets !== undefined) settings.keepSealSecrets(options.sealSecrets);
  nativeTheme.themeSource = settings.preferences().theme;

  const { vault, notice } = openVault(platform);
  const seal = settings.sealSecrets();
  const notices: string[] = [];
  let isOpening = true;
  const tell = (message: string) => {
    report(message);
    if (isOpening) notices.push(message);
  };
  const runtime = await openDesktopTenant({ ...options, folder, vault, seal, report: tell });
  isOpening = false;
  if (runtime === undefined) return app.exit(1);
  closeOnCrash({ exitCode: 1, tell: tellCrash, stop: quit });
  const unwanted = `Encryption is switched off (--plain-secrets)${plainly}`;
  const host = createDesktopHost(folder, settings, {
    encrypted: seal && vault !== undefined,
    notice: notice ?? (seal ? undefined : unwanted),
  });
  openIpcDoor(createDispatch(createHandlers({ runtime, host }), reportFault));

  const quitOrder = quitInOrder(() => runtime.close(), report);
  const hasTray = await showsTrayIcons(platform);
  const main = createMainWindow(settings);
  listenToEvents(runtime, host, main.send);
  decideClosing(main.window, { settings, platform, hasTray: () => hasTray, ...quitOrder, quit });
  askBeforeEditsGo(main.window, quitOrder.stay);
  offerRecovery(main.window, { ...quitOrder, load: main.load, quit });
  showStatus(runtime, main, createAppMenu(main, host, switchOf(runtime)), hasTray);
  app.on('activate', main.show);
  main.load();

  incoming.listen((request) => void showIncoming(request, main));
  await Promise.all([runtime.start(), showNotices(main, notices)]);
}

function showStatus(runtime: TenantRuntime, main: MainWindow, menu: TrayIcon, hasTray: boolean): void {
  const toggle = () => (main.window.isVisible() && platform === 'win32' ? main.window.hide() : main.show());
  const actions = { ...switchOf(runtime), show: main.show, copy: copyText, quit };
  const shown = hasTray ? [menu, createTray(platform, actions, toggle)] : [menu];
  const showAll = () => {
    for (const part of shown) part.show(runtime.status());
  };
  runtime.onStatus(showAll);
  showAll();
}

function switchOf(runtime: TenantRuntime): { start(): void; stop(): void } {
  return { start: () => void runtime.start(), stop: () => void runtime.stop() };
}

async function showIncoming({ links, folder }: IncomingRequest, main: MainWindow): Promise<void> {
  main.show();
  for (const link of links) {
    try {
      main.send({ name: 'navigate', payload: await readIncoming(link, folder) });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      await dialog.showMessageBox(main.window, { type: 'error', message: 'This cannot be shown', detail });
    }
  }
}

/** What was found while the tenant was opened, such as a damaged file, concerns whoever sits here. */
async function showNotices({ window }: MainWindow, notices: readonly string[]): Promise<void> {
  for (const detail of notices) {
    await dialog.showMessageBox(window, { type: 'warning', message: 'About your data', detail });
  }
}

function quit(): void {
  app.quit();
}

function report(message: string): void {
  process.stderr.write(`tokenbench: ${message}\n`);
}

function tellCrash(text: string): void {
  process.stderr.write(text);
  dialog.showErrorBox('Tokenbench failed and closes', text);
}

function reportFault(error: unknown): void {
  report(`A call failed by a fault of Tokenbench: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
}
