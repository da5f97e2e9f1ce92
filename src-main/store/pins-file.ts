/** Pinned faults, and a pinned clock, beside the tenant's document: `faults.json` of the data folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Pins } from '../tenant/ports.ts';
import { type DocumentFile, openDocumentFile } from './document-file.ts';
import { StoreError } from './store-error.ts';

const name = 'faults';

/** A file that cannot be read counts as none: pins are never a reason not to start. */
export function openPins(folder: string, report: (message: string) => void): Pins {
  let file: DocumentFile | undefined;
  let saved = existsSync(join(folder, `${name}.json`)) ? readText(folder, report) : undefined;
  return {
    load() {
      try {
        return saved === undefined ? undefined : JSON.parse(saved);
      } catch {
        report(`${join(folder, `${name}.json`)} is damaged: no fault is pinned any more.`);
        return undefined;
      }
    },
    save(pins) {
      const text = JSON.stringify(pins, undefined, 2);
      const isNone = saved === undefined && text === nothing;
      // Most faults are not pinned: they write nothing.
      if (isNone || text === saved) return;
      file ??= openDocumentFile(folder, name);
      file.replace(text);
      saved = text;
    },
  };
}

const nothing = JSON.stringify({ faults: [] }, undefined, 2);

function readText(folder: string, report: (message: string) => void): string | undefined {
  try {
    return openDocumentFile(folder, name).read();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    report(`Pinned faults cannot be read: ${error.message}`);
    return undefined;
  }
}
