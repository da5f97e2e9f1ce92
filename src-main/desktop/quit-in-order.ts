/** Quitting: windows first, then the tenant with its requests in flight, then the process. */
import { app } from 'electron';

/** Milliseconds. The tenant gives requests two seconds itself; the rest is for what it must write. */
const longestClosing = 3000;

export interface QuitOrder {
  isQuitting(): boolean;
  /** Quitting was called off: a window stays. */
  stay(): void;
}

/** @param close ends what must end well; it is called once, however often quitting is asked for. */
export function quitInOrder(close: () => Promise<void>, report: (message: string) => void): QuitOrder {
  let isQuitting = false;
  let isClosing = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    void closeInTime(close, report).then(() => app.exit(Number(process.exitCode ?? 0)));
  });
  // The tray, or macOS's dock, is the application's face while there is no window.
  app.on('window-all-closed', () => undefined);
  return {
    isQuitting: () => isQuitting,
    stay() {
      isQuitting = false;
    },
  };
}

async function closeInTime(close: () => Promise<void>, report: (message: string) => void): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    limit = setTimeout(resolve, longestClosing);
  });
  try {
    await Promise.race([close(), late]);
  } catch (error) {
    report(`The tenant did not close well: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(limit);
  }
}
