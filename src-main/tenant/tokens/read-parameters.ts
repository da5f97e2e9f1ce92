import type { Check } from '../../contract/entities/refusal.ts';
import { TenantError } from '../tenant-error.ts';
import type { TokenParameters } from './token-request.ts';

/** Scope tokens, RFC 6749 §3.3: printable ASCII without `"` and `\`. */
const scopeText = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/**
 * One parameter as text. An empty value counts as absent, RFC 6749 §3.2.
 * @throws {TenantError} `invalid_request` where it is no text, or was sent more than once
 */
export function readParameter(parameters: TokenParameters, name: string): string | undefined {
  if (!Object.hasOwn(parameters, name)) return undefined;
  const value = parameters[name];
  if (value === '' || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new TenantError(
    'invalid_request',
    Array.isArray(value)
      ? `Parameter ${name} must be a single string: send it once, and not as an array.`
      : `Parameter ${name} must be a string.`,
    { field: name },
  );
}

/**
 * @param check The check that fails without it.
 * @throws {TenantError} `invalid_request`, in the words that the service has for it
 */
export function requireParameter(parameters: TokenParameters, name: string, check: Check): string {
  const value = readParameter(parameters, name);
  if (value !== undefined) return value;
  throw new TenantError('invalid_request', `Missing required parameter: ${name}`, {
    field: name,
    refusal: { check, mends: [] },
  });
}

/** The scopes asked for, each once, or undefined where the request names none. */
export function readScope(parameters: TokenParameters): string[] | undefined {
  const scope = readParameter(parameters, 'scope');
  if (scope === undefined) return undefined;
  if (!scopeText.test(scope)) {
    throw new TenantError('invalid_scope', 'Parameter scope holds characters that no scope may have.', {
      field: 'scope',
      hint: 'RFC 6749 §3.3: printable ASCII without quotation marks and backslashes, separated by single spaces.',
    });
  }
  const values = [...new Set(scope.split(' ').filter((value) => value !== ''))];
  return values.length === 0 ? undefined : values;
}
