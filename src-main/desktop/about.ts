/** What runs here, in the form that a report of a fault needs it. Nothing of the tenant is in it. */
import { type BrowserWindow, dialog } from 'electron';
import type { HostInfo } from '../contract/methods/host.ts';
import { copyText } from './clipboard-text.ts';

export function describeHost({ version, platform, versions, dataFolder, secretsAtRest }: HostInfo): string {
  const parts = Object.entries(versions).map(([name, value]) => `${name} ${value}`);
  return [
    `Tokenbench ${version} (${platform} ${process.arch})`,
    ...parts,
    `Data folder: ${dataFolder ?? 'none'}`,
    `Secrets at rest: ${secretsAtRest}`,
  ].join('\n');
}

export async function showAbout(window: BrowserWindow, info: HostInfo): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title: 'About Tokenbench',
    message: `Tokenbench ${info.version}`,
    detail: `${describeHost(info)}\n\nMIT licence. The licences of its parts are in the package.`,
    buttons: ['Close', 'Copy diagnostics'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) copyText(describeHost(info));
}
