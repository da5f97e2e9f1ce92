/** Pictures that the running application needs, packed beside its code. */
import { fileURLToPath } from 'node:url';

export function imagePath(name: 'icon.png' | 'trayTemplate.png' | 'tray.png'): string {
  return fileURLToPath(new URL(`../../assets/runtime/${name}`, import.meta.url));
}

/** The built screens. */
export function rendererFolder(): string {
  return fileURLToPath(new URL('../renderer', import.meta.url));
}
