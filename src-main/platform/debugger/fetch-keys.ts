/** Key sets by address: a JWK set itself, the discovery document that names it, or the issuer that has one. */
import { HostRefusedError, type ServedKeys } from '../../jwt/ports.ts';
import { fetchText, readAddress } from './fetch-text.ts';

/**
 * OpenID Connect Discovery §4, RFC 8414 §3, RFC 7517 §5.
 * @param allows is asked before anything is sent to a host
 * @throws {HostRefusedError} for a host that was not allowed; Error in words that name the address
 */
export async function fetchKeys(address: string, allows: (host: string) => boolean): Promise<ServedKeys> {
  const url = readAddress(address);
  if (url.pathname === '/' && url.search === '') url.pathname = '/.well-known/openid-configuration';
  const first = await fetchAllowed(url, allows);
  const next = readJwksUri(first.text);
  return next === undefined ? first : fetchAllowed(readAddress(new URL(next, first.url).href), allows);
}

async function fetchAllowed(url: URL, allows: (host: string) => boolean): Promise<ServedKeys> {
  if (!allows(url.host)) throw new HostRefusedError(url.host);
  return fetchText(url.href);
}

function readJwksUri(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isDiscovery = typeof value === 'object' && value !== null && !('keys' in value) && 'jwks_uri' in value;
    return isDiscovery && typeof value.jwks_uri === 'string' ? value.jwks_uri : undefined;
  } catch {
    return undefined;
  }
}
