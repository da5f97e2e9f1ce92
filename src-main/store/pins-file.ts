/** Pinned faults, and a pinned clock, beside the tenant: `faults.json` of the data folder. */
import { join } from 'node:path';
import type { Pins } from '../tenant/ports.ts';
import { readKeptFile, replaceKeptFile } from './kept-file.ts';
import { StoreError } from './store-error.ts';

/** A file that cannot be read counts as none: pins are never a reason not to start. */
export function openPins(folder: string, report: (message: string) => void): Pins {
  const path = join(folder, 'faults.json');
  let saved = readText(path, report);
  return {
    load() {
      try {
        return saved === undefined ? undefined : JSON.parse(saved);
      } catch {
        report(`${path} is damaged: no fault is pinned any more.`);
        return undefined;
      }
    },
    save(pins) {
      const text = JSON.stringify(pins, undefined, 2);
      const isNone = saved === undefined && text === nothing;
      // Most faults are not pinned: they write nothing.
      if (isNone || text === saved) return;
      replaceKeptFile(path, text);
      saved = text;
    },
  };
}

const nothing = JSON.stringify({ faults: [] }, undefined, 2);

function readText(path: string, report: (message: string) => void): string | undefined {
  try {
    return readKeptFile(path);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    report(`Pinned faults cannot be read: ${error.message}`);
    return undefined;
  }
}
