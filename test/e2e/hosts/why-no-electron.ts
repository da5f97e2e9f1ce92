import { electronBinary } from '../../../scripts/electron-binary.mjs';

/** Why the specs cannot run in a real Electron here; undefined where they can. */
export function whyNoElectron(): string | undefined {
  if (electronBinary() === undefined) return 'Electron is not installed here';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDisplay = process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
  return hasDisplay ? undefined : 'Electron has no display here';
}
