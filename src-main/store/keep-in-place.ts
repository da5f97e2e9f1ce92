/** Notices that a file that is open was taken from its place, which SQLite does not: it would write on into nowhere. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyAside } from './copy-aside.ts';
import { explainUnwritable } from './store-error.ts';

export interface PlaceKeeper {
  /** What is in the place now is the own file. */
  remember(): void;
  isInPlace(): boolean;
  /**
   * Brings what the open file holds back to its place; what another program put there is moved aside.
   * @throws StoreError `not_writable` where the folder is gone, or takes nothing
   */
  putBack(copyTo: (path: string) => void, close: () => void): void;
}

export function keepInPlace(path: string, report: (message: string) => void): PlaceKeeper {
  let own: string | undefined;
  return {
    remember: () => {
      own = markOf(path);
    },
    isInPlace: () => markOf(path) === own,
    putBack(copyTo, close) {
      const copy = `${path}.tmp-back`;
      try {
        rmSync(copy, { force: true });
        copyTo(copy);
      } catch (error) {
        throw explainUnwritable(path, error);
      }
      const isReplaced = existsSync(path);
      const aside = isReplaced ? copyAside(path, 'edited') : undefined;
      // Closed before the copy is in place: SQLite removes the log that has the name of its own.
      close();
      rmSync(`${path}-wal`, { force: true });
      renameSync(copy, path);
      report(
        aside === undefined
          ? `Another program took ${path} away while this tenant runs. It was written again, as the tenant has it.`
          : `Another program changed ${path} while this tenant runs. What it wrote was moved to ${aside}, and the tenant ` +
              'goes on as it was. To use the other file, stop Tokenbench first.',
      );
    },
  };
}

function markOf(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? undefined : `${stats.dev} ${stats.ino}`;
}
