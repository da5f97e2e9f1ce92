import { TenantError } from '../tenant-error.ts';

/** Counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/** What is wrong with one file: `{path}:{line}:{column}: {what}`, or without the place where it has none. */
export class FileError extends TenantError {
  readonly path: string;
  readonly what: string;
  readonly place: Place | undefined;

  constructor(path: string, what: string, place?: Place) {
    super('invalid_body', `${placed(path, place)}: ${what}`, { field: 'files' });
    this.name = 'FileError';
    this.path = path;
    this.what = what;
    this.place = place;
  }
}

/** A place as compilers and editors write it. */
export function placed(path: string, place: Place | undefined): string {
  return place === undefined ? path : `${path}:${place.line}:${place.column}`;
}
