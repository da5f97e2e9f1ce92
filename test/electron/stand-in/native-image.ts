import { existsSync } from 'node:fs';

export class StandInImage {
  readonly #path: string;
  constructor(path: string) {
    this.#path = path;
  }
  /** As the real one, which does not complain of a file that is not there. */
  isEmpty(): boolean {
    return !existsSync(this.#path);
  }
}

export const nativeImage = { createFromPath: (path: string) => new StandInImage(path) };
