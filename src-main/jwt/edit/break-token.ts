/** The one-click breakages: each makes a token that an API has to refuse. */
import type { Breakage } from '../../contract/methods/debugger.ts';
import type { JsonObject } from '../json-object.ts';
import { audiencesOf, readScopes } from '../read-claims.ts';

export interface TokenParts {
  header: JsonObject;
  payload: JsonObject;
}

/** @param now seconds since the epoch */
export function breakParts({ header, payload }: TokenParts, breakage: Breakage | undefined, now: number): TokenParts {
  const claims = (changes: JsonObject): TokenParts => ({ header, payload: { ...payload, ...changes } });
  switch (breakage) {
    case 'expire':
      return claims({ iat: now - 7_200, exp: now - 3_600, ...(payload.nbf === undefined ? {} : { nbf: now - 7_200 }) });
    case 'not_yet_valid':
      return claims({ nbf: now + 3_600, exp: now + 7_200 });
    case 'no_expiry':
      return { header, payload: without(payload, 'exp') };
    case 'milliseconds':
      return claims({ iat: now * 1_000, exp: (now + 3_600) * 1_000 });
    case 'wrong_issuer':
      return claims({ iss: 'https://another-issuer.example/' });
    case 'wrong_audience':
      return claims({ aud: 'https://another-api.example/' });
    case 'no_audience':
      return { header, payload: without(payload, 'aud') };
    case 'drop_scope':
      return claims({
        scope: readScopes(payload).slice(0, -1).join(' '),
        ...(Array.isArray(payload.permissions) ? { permissions: payload.permissions.slice(0, -1) } : {}),
      });
    case 'add_scope':
      return claims({ scope: [...readScopes(payload), 'admin:everything'].join(' ') });
    case 'wrong_type':
      return { header: { ...header, typ: header.typ === 'at+jwt' ? 'JWT' : 'logout+jwt' }, payload };
    case 'unknown_kid':
      return { header: { ...header, kid: 'unknown-key' }, payload };
    case 'alg_none':
      return { header: { ...header, alg: 'none' }, payload };
    case 'strip_signature':
    case 'alter_payload':
    case 'alter_signature':
    case undefined:
      return { header, payload };
  }
}

/** What is done to the token after it was signed. */
export function breakSigned(
  token: string,
  breakage: Breakage | undefined,
  encodePart: (value: JsonObject) => string,
  payload: JsonObject,
): string {
  const [header = '', body = '', signature = ''] = token.split('.');
  switch (breakage) {
    case 'strip_signature':
      return `${header}.${body}.`;
    case 'alter_payload':
      return `${header}.${encodePart({ ...payload, sub: `${audiencesOf(payload).length === 0 ? 'somebody' : 'admin'}|altered` })}.${signature}`;
    case 'alter_signature': {
      // In the middle: the last character has unused bits, and a change there may change nothing.
      const middle = Math.floor(signature.length / 2);
      return `${header}.${body}.${signature.slice(0, middle)}${signature[middle] === 'A' ? 'B' : 'A'}${signature.slice(middle + 1)}`;
    }
    default:
      return token;
  }
}

function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = object;
  return rest;
}
