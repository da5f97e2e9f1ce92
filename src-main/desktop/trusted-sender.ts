/** Who may call: the main frame of a window that shows the screens, and nobody else. */
import type { WebFrameMain } from 'electron';
import { consoleOrigin, isConsoleAddress } from './console-address.ts';

export interface Call {
  /** Null where the frame has navigated away or is gone. */
  senderFrame: Pick<WebFrameMain, 'url' | 'origin' | 'parent'> | null;
}

export function isTrustedSender({ senderFrame }: Call): boolean {
  if (senderFrame === null) return false;
  const { url, origin, parent } = senderFrame;
  return parent === null && origin === consoleOrigin && isConsoleAddress(url);
}
