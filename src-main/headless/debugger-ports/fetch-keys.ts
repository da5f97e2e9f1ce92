/** Key sets by address: a JWK set itself, or the discovery document that names it. */
import { type GivenKeys, readKeys } from '../../jwt/keys/read-keys.ts';
import type { KeyPlatform } from '../../jwt/ports.ts';
import { fetchText } from './fetch-text.ts';

/**
 * OpenID Connect Discovery §3, RFC 8414 §3, RFC 7517 §5. Followed is only a `jwks_uri` on the same host, unless `allows`
 * agrees to the other.
 * @throws Error in words that name the address
 */
export async function fetchKeys(
  address: string,
  platform: KeyPlatform,
  allows: (host: string) => boolean = () => false,
): Promise<GivenKeys & { url: string }> {
  const { text, url } = await fetchText(address);
  const next = readJwksUri(text);
  if (next === undefined) return { ...readKeys(text, { platform, origin: url, source: 'jwks' }), url };
  const { host } = new URL(url);
  const target = new URL(next, url);
  if (target.host !== host && !allows(target.host)) {
    throw new Error(
      `The discovery document at ${url} names keys on another host, ${target.host}. Give that address if you trust it: ${target.href}`,
    );
  }
  const keys = await fetchText(target.href);
  return { ...readKeys(keys.text, { platform, origin: keys.url, source: 'jwks' }), url: keys.url };
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
