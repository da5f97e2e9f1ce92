import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { type MenuActions, type MenuState, menuTemplate } from '../../src-main/desktop/menu-template.ts';
import { places } from '../../src-renderer/app/places.ts';
import { Menu } from './stand-in/menu.ts';

const running: MenuState['status'] = {
  state: 'running',
  issuer: 'http://localhost:4400/',
  tokenEndpoint: 'http://localhost:4400/oauth/token',
};

function actions(): { [Name in keyof MenuActions]: ReturnType<typeof vi.fn<MenuActions[Name]>> } {
  return {
    navigate: vi.fn(),
    debugClipboard: vi.fn(),
    refresh: vi.fn(),
    reload: vi.fn(),
    start: vi.fn(),
    stop: vi.fn(),
    copy: vi.fn(),
    setTheme: vi.fn(),
    showAbout: vi.fn(),
    openDataFolder: vi.fn(),
  };
}

function menuOf(platform: NodeJS.Platform, status = running, acts = actions()): Menu {
  return Menu.buildFromTemplate(menuTemplate({ platform, status, theme: 'dark' }, acts));
}

function all(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}

const platforms = ['darwin', 'win32', 'linux'] as const;

describe('the menu', () => {
  it('ticks the theme that is chosen, and chooses another', () => {
    const acts = actions();
    const menu = menuOf('linux', running, acts);
    const themes = all(menu.template).filter(({ type }) => type === 'radio');
    expect(themes.map(({ id, checked }) => [id, checked])).toEqual([
      ['theme-system', false],
      ['theme-light', false],
      ['theme-dark', true],
    ]);
    menu.click('theme-light');
    expect(acts.setTheme).toHaveBeenCalledExactlyOnceWith('light');
  });

  it.each(platforms)('has roles that exist, labels and ids of their own on %s', (platform) => {
    expect(() => menuOf(platform)).not.toThrow();
  });

  it.each(platforms)('gives no two entries the same shortcut on %s', (platform) => {
    const shortcuts = all(menuOf(platform).template).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  it('begins with the application on macOS, with its settings, services and quit', () => {
    const [application] = menuOf('darwin').describe();
    expect(application?.label).toBe('Tokenbench');
    expect(application?.items?.find(({ id }) => id === 'settings')?.accelerator).toBe('CmdOrCtrl+,');
    expect(application?.items?.map(({ role }) => role)).toEqual(expect.arrayContaining(['services', 'hide', 'quit']));
  });

  it.each(['win32', 'linux'] as const)('has settings and exit under File, and About under Help, on %s', (platform) => {
    const menu = menuOf(platform).describe();
    const file = menu.find(({ label }) => label === '&File')?.items ?? [];
    expect(file.some(({ id }) => id === 'settings')).toBe(true);
    expect(file.at(-1)?.role).toBe('quit');
    expect(menu.at(-1)?.items?.some(({ id }) => id === 'about')).toBe(true);
  });

  it('refreshes on the shortcut that reloads elsewhere: a reload is for developers', () => {
    const acts = actions();
    const menu = menuOf('linux', running, acts);
    expect(all(menu.template).find(({ accelerator }) => accelerator === 'CmdOrCtrl+R')?.id).toBe('refresh');
    expect(all(menu.template).some(({ role }) => role === 'reload' || role === 'forceReload')).toBe(false);
    menu.click('refresh');
    expect(acts.refresh).toHaveBeenCalledOnce();
  });

  it('goes to each screen', () => {
    const acts = actions();
    const menu = menuOf('linux', running, acts);
    const go = all(menu.template).filter(({ id }) => id?.startsWith('go-'));
    for (const { id = '' } of go) menu.click(id);
    // As the sidebar has them, so that Ctrl+3 leads where the third entry does.
    expect(acts.navigate.mock.calls.flat()).toEqual(places.map(({ to }) => to));
    expect(go.map(({ accelerator }) => accelerator)).toEqual(places.map((_, index) => `CmdOrCtrl+${index + 1}`));
    menu.click('settings');
    menu.click('appearance');
    expect(acts.navigate.mock.calls.flat().slice(-2)).toEqual(['/settings', '/settings/appearance']);
  });

  it('offers Stop and the addresses while the tenant runs', () => {
    const acts = actions();
    const menu = menuOf('linux', running, acts);
    expect(() => menu.click('tenant-start')).toThrow('not enabled');
    menu.click('tenant-stop');
    menu.click('copy-issuer');
    menu.click('copy-token-endpoint');
    expect(acts.stop).toHaveBeenCalledOnce();
    expect(acts.copy.mock.calls.flat()).toEqual([running.issuer, running.tokenEndpoint]);
  });

  it.each(['stopped', 'failed'] as const)('offers Start while the tenant is %s', (state) => {
    const acts = actions();
    const menu = menuOf('linux', { state }, acts);
    menu.click('tenant-start');
    expect(acts.start).toHaveBeenCalledOnce();
    expect(() => menu.click('tenant-stop')).toThrow('not enabled');
    expect(() => menu.click('copy-issuer')).toThrow('not enabled');
  });
});
