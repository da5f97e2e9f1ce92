/** Puts the menu up, and keeps it true to the tenant's state. */
import { Menu, shell } from 'electron';
import type { ConsoleHost } from '../console/console-host.ts';
import { entityNouns } from '../contract/events.ts';
import type { Status } from '../contract/methods/tenant.ts';
import { showAbout } from './about.ts';
import { copyText, readText } from './clipboard-text.ts';
import type { MainWindow } from './main-window.ts';
import { type MenuActions, menuTemplate } from './menu-template.ts';
import type { Navigation } from './read-incoming.ts';

export interface TenantSwitch {
  start(): void;
  stop(): void;
}

export interface AppMenu {
  show(status: Status): void;
}

export function createAppMenu(main: MainWindow, host: ConsoleHost, { start, stop }: TenantSwitch): AppMenu {
  const info = host.info();
  const go = (payload: Navigation) => {
    main.show();
    main.send({ name: 'navigate', payload });
  };
  const actions: MenuActions = {
    navigate: (path) => go({ path }),
    debugClipboard: () => void readClipboard().then(go),
    refresh() {
      for (const noun of entityNouns) main.send({ name: 'changed', payload: { noun, ids: [] } });
    },
    reload: main.load,
    start,
    stop,
    copy: copyText,
    setTheme: (theme) => void host.preferences.update({ theme }),
    showAbout: () => void showAbout(main.window, info),
    openDataFolder: () => void (info.dataFolder && shell.openPath(info.dataFolder)),
  };
  const { platform } = process;
  let shown = '';
  let known: Status | undefined;
  const show = (status: Status) => {
    known = status;
    const { theme } = host.preferences.get();
    const key = JSON.stringify([status.state, status.issuer, status.tokenEndpoint, theme]);
    if (key === shown) return;
    shown = key;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform, status, theme }, actions)));
  };
  host.preferences.onChange(() => known && show(known));
  return { show };
}

/** Read on the gesture only. The debugger says itself what is wrong with a text that is no token. */
async function readClipboard(): Promise<Navigation> {
  const token = await readText();
  return token === '' || token.length > 1_000_000 ? { path: '/debugger' } : { path: '/debugger', token };
}
