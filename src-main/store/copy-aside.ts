/** Keeps a file that is about to be replaced by something it may be more than. */
import { chmodSync, constants, copyFileSync, existsSync } from 'node:fs';
import { errorCode, explainUnwritable } from './store-error.ts';

/**
 * Copies to `{path}.{why}-{UTC time}`, readable for its owner only; never over a file that is there.
 * @returns the path of the copy
 * @throws StoreError `not_writable`
 */
export function copyAside(path: string, why: 'damaged' | 'edited'): string {
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  for (;;) {
    const aside = freePath(`${path}.${why}-${time}`);
    try {
      copyFileSync(path, aside, constants.COPYFILE_EXCL);
      chmodSync(aside, 0o600);
      return aside;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw explainUnwritable(aside, error);
    }
  }
}

/** The path, or the same with a number where a file is there. */
export function freePath(path: string): string {
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? path : `${path}-${count}`;
    if (!existsSync(free)) return free;
  }
}
