import type { MenuItemConstructorOptions } from 'electron';

/** Roles that Electron 45 knows and this application uses; a misspelt one shows as nothing there. */
const roles = new Set(
  (
    'about services hide hideothers unhide quit close minimize zoom front editmenu viewmenu windowmenu help undo redo cut ' +
    'copy paste selectall resetzoom zoomin zoomout togglefullscreen toggledevtools'
  ).split(' '),
);

export class Menu {
  static #application: Menu | null = null;
  readonly template: MenuItemConstructorOptions[];

  constructor(template: MenuItemConstructorOptions[]) {
    this.template = template;
  }
  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    const ids = new Set<string>();
    for (const item of flatten(template)) {
      if (item.role !== undefined && !roles.has(item.role.toLowerCase())) throw new Error(`Unknown role ${item.role}.`);
      if (item.role === undefined && item.type !== 'separator' && !item.label) throw new Error('An item has no label.');
      if (item.id !== undefined && ids.has(item.id)) throw new Error(`Two items have the id ${item.id}.`);
      if (item.id !== undefined) ids.add(item.id);
    }
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  /** As a person would, who cannot choose what is greyed out. */
  click(id: string): void {
    const item = flatten(this.template).find((candidate) => candidate.id === id);
    if (item === undefined) throw new Error(`There is no menu item ${id}.`);
    if (item.enabled === false) throw new Error(`The menu item ${id} is not enabled.`);
    const click: unknown = item.click;
    if (typeof click === 'function') click();
  }
  describe(): MenuDescription[] {
    return describe(this.template);
  }
}

export interface MenuDescription {
  id?: string;
  label?: string;
  role?: string;
  accelerator?: string;
  enabled: boolean;
  items?: MenuDescription[];
}

export function describe(template: MenuItemConstructorOptions[]): MenuDescription[] {
  return template
    .filter(({ type }) => type !== 'separator')
    .map(({ id, label, role, accelerator, enabled = true, submenu }) => ({
      ...(id !== undefined && { id }),
      ...(label !== undefined && { label }),
      ...(role !== undefined && { role }),
      ...(typeof accelerator === 'string' && { accelerator }),
      enabled,
      ...(Array.isArray(submenu) && { items: describe(submenu) }),
    }));
}

function flatten(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}
