/** Claims that may be written in more than one way. */
import type { JsonObject } from './json-object.ts';

/** RFC 7519 §4.1.3: a string, or an array of them. */
export function audiencesOf({ aud }: JsonObject): string[] {
  return [aud].flat().filter((one) => typeof one === 'string');
}

/** `scope` (also `scp`), however it is separated. */
export function readScopes({ scope, scp }: JsonObject): string[] {
  const value = scope ?? scp;
  const values = Array.isArray(value)
    ? value.filter((one) => typeof one === 'string')
    : typeof value === 'string'
      ? value.split(/[\s,]+/)
      : [];
  return values.filter((one) => one !== '');
}

export function readPermissions({ permissions }: JsonObject): string[] {
  return Array.isArray(permissions) ? permissions.filter((one) => typeof one === 'string') : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
