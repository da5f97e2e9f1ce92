/** The application's menu as data, by the conventions of each system. */
import type { MenuItemConstructorOptions } from 'electron';
import { type Preferences, themes } from '../contract/methods/host.ts';
import type { Status } from '../contract/methods/tenant.ts';

export interface MenuState {
  platform: NodeJS.Platform;
  status: Pick<Status, 'state' | 'issuer' | 'tokenEndpoint'>;
  theme: Preferences['theme'];
}

export interface MenuActions {
  navigate(path: string): void;
  debugClipboard(): void;
  refresh(): void;
  start(): void;
  stop(): void;
  copy(text: string): void;
  reload(): void;
  setTheme(theme: Preferences['theme']): void;
  showAbout(): void;
  openDataFolder(): void;
}

type Items = MenuItemConstructorOptions[];

/** Places in the order of the sidebar; settings have the shortcut that each system expects besides. */
const screens = [
  { id: 'go-welcome', label: 'Getting Started', path: '/' },
  { id: 'go-applications', label: 'Applications', path: '/applications' },
  { id: 'go-apis', label: 'APIs', path: '/apis' },
  { id: 'go-debugger', label: 'Token Debugger', path: '/debugger' },
  { id: 'go-traffic', label: 'Traffic', path: '/traffic' },
  { id: 'go-api-check', label: 'API Check', path: '/api-check' },
  { id: 'go-keys', label: 'Signing Keys', path: '/keys' },
  { id: 'go-faults', label: 'Faults', path: '/faults' },
  { id: 'go-settings', label: 'Settings', path: '/settings' },
] as const;

const themeLabels: Readonly<Record<Preferences['theme'], string>> = {
  system: '&System',
  light: '&Light',
  dark: '&Dark',
};

export function menuTemplate(state: MenuState, actions: MenuActions): Items {
  const isMac = state.platform === 'darwin';
  return [
    ...(isMac ? [applicationMenu(actions)] : []),
    { label: '&File', submenu: fileItems(isMac, actions) },
    { role: 'editMenu' },
    { label: '&View', submenu: viewItems(state, actions) },
    { label: '&Go', submenu: goItems(actions) },
    { label: '&Tenant', submenu: tenantItems(state, actions) },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', label: '&Help', submenu: helpItems(isMac, actions) },
  ];
}

function applicationMenu({ showAbout, navigate }: MenuActions): MenuItemConstructorOptions {
  return {
    label: 'Tokenbench',
    submenu: [
      { id: 'about', label: 'About Tokenbench', click: showAbout },
      { type: 'separator' },
      settingsItem('Settings…', navigate),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide', label: 'Hide Tokenbench' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit', label: 'Quit Tokenbench' },
    ],
  };
}

function fileItems(isMac: boolean, { navigate, debugClipboard, openDataFolder }: MenuActions): Items {
  return [
    {
      id: 'debug-clipboard',
      label: 'Debug the Token on the Clipboard',
      accelerator: 'CmdOrCtrl+Shift+D',
      click: debugClipboard,
    },
    { type: 'separator' },
    {
      id: 'import',
      label: '&Import…',
      accelerator: 'CmdOrCtrl+O',
      click: () => navigate('/settings/import-export?choose=files'),
    },
    {
      id: 'export',
      label: '&Export…',
      accelerator: 'CmdOrCtrl+Shift+S',
      click: () => navigate('/settings/import-export'),
    },
    { type: 'separator' },
    { id: 'open-data-folder', label: 'Open the Data Folder', click: openDataFolder },
    { type: 'separator' },
    ...(isMac ? [] : [settingsItem('Se&ttings', navigate), { type: 'separator' } as const]),
    { role: 'close' },
    // Windows has no shortcut for it; Alt+F4 closes the window.
    ...(isMac ? [] : [{ role: 'quit', label: 'E&xit', accelerator: 'Ctrl+Q' } as const]),
  ];
}

function settingsItem(label: string, navigate: MenuActions['navigate']): MenuItemConstructorOptions {
  return { id: 'settings', label, accelerator: 'CmdOrCtrl+,', click: () => navigate('/settings') };
}

function viewItems({ theme }: MenuState, { refresh, navigate, setTheme }: MenuActions): Items {
  return [
    { id: 'refresh', label: '&Refresh', accelerator: 'CmdOrCtrl+R', click: refresh },
    { id: 'refresh-f5', label: 'Refresh', accelerator: 'F5', visible: false, click: refresh },
    { type: 'separator' },
    {
      label: '&Appearance',
      submenu: [
        ...themes.map(
          (one): MenuItemConstructorOptions => ({
            id: `theme-${one}`,
            type: 'radio',
            label: themeLabels[one],
            checked: one === theme,
            click: () => setTheme(one),
          }),
        ),
        { type: 'separator' },
        { id: 'appearance', label: 'More…', click: () => navigate('/settings/appearance') },
      ],
    },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
}

function goItems({ navigate }: MenuActions): Items {
  return screens.map(({ id, label, path }, index) => ({
    id,
    label,
    accelerator: `CmdOrCtrl+${index + 1}`,
    click: () => navigate(path),
  }));
}

function tenantItems({ status }: MenuState, { start, stop, copy }: MenuActions): Items {
  const { state, issuer, tokenEndpoint } = status;
  return [
    { id: 'tenant-start', label: '&Start', enabled: state === 'stopped' || state === 'failed', click: start },
    { id: 'tenant-stop', label: 'S&top', enabled: state === 'running', click: stop },
    { type: 'separator' },
    { id: 'copy-issuer', label: 'Copy &Issuer', ...copyItem(issuer, copy) },
    { id: 'copy-token-endpoint', label: 'Copy Token &Endpoint', ...copyItem(tokenEndpoint, copy) },
  ];
}

function copyItem(text: string | undefined, copy: MenuActions['copy']): MenuItemConstructorOptions {
  return text === undefined ? { enabled: false } : { click: () => copy(text) };
}

function helpItems(isMac: boolean, { showAbout, reload }: MenuActions): Items {
  return [
    {
      label: 'Developer',
      submenu: [{ id: 'reload', label: 'Reload the Screens', click: reload }, { role: 'toggleDevTools' }],
    },
    ...(isMac ? [] : [{ type: 'separator' } as const, { id: 'about', label: '&About Tokenbench', click: showAbout }]),
  ];
}
