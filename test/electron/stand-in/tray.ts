import { EventEmitter } from 'node:events';
import type { Menu } from './menu.ts';
import type { StandInImage } from './native-image.ts';

let current: Tray | undefined;

export class Tray extends EventEmitter {
  toolTip = '';
  menu: Menu | null = null;

  constructor(image: StandInImage) {
    super();
    if (image.isEmpty()) throw new Error('The tray has no picture.');
    current = this;
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
}

export function currentTray(): Tray | undefined {
  return current;
}
