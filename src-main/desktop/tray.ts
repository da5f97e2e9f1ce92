/** The icon beside the clock: the tenant's state at a glance, and the way back to the window. */
import { Menu, nativeImage, Tray } from 'electron';
import type { Status } from '../contract/methods/tenant.ts';
import { imagePath } from './assets.ts';
import { describeStatus, type TrayActions, trayTemplate } from './tray-template.ts';

export interface TrayIcon {
  show(status: Status): void;
}

/** @param toggle is called on a plain click, where the system does not open the menu for it. */
export function createTray(platform: NodeJS.Platform, actions: TrayActions, toggle: () => void): TrayIcon {
  const tray = new Tray(nativeImage.createFromPath(imagePath(platform === 'darwin' ? 'trayTemplate.png' : 'tray.png')));
  if (platform !== 'darwin') tray.on('click', toggle);
  let shown = '';
  return {
    show(status) {
      // The same menu anew would close under the pointer.
      const key = JSON.stringify([status.state, status.issuer, status.httpsIssuer, status.problem?.port]);
      if (key === shown) return;
      shown = key;
      tray.setToolTip(`Tokenbench: ${describeStatus(status)}`);
      tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(status, actions)));
    },
  };
}
