/** What a pasted text says, as far as this tenant can tell: token found, taken apart, verified, and what it names looked up. */
import { base64url, decodeProtectedHeader } from 'jose';
import type { TokenView } from '../../contract/entities/token-view.ts';
import type { Tenant } from '../create-tenant.ts';
import { verifySignature } from './verify-signature.ts';

/** Three parts (signed, the signature perhaps empty) or five (encrypted) of base64url, RFC 7515 §3.1 and RFC 7516 §3.1. */
const compactToken = /eyJ[\w-]*\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?/;

const verdicts = { verified: 'verified', wrong: 'not_verified', unknown: 'cannot_verify' } as const;

type JsonObject = Record<string, unknown>;

export async function inspectToken(text: string, tenant: Tenant): Promise<TokenView> {
  const token = compactToken.exec(text)?.[0];
  const header = token === undefined ? undefined : attempt(() => ({ ...decodeProtectedHeader(token) }));
  if (token === undefined || header === undefined) return describeOpaque(text.trim());
  const parts = token.split('.');
  if (parts.length === 5) {
    return {
      token,
      kind: 'jwe',
      header,
      verdict: 'cannot_verify',
      reason: 'The token is encrypted (JWE): only the API that it is for has the key to open it.',
    };
  }
  const payload = attempt(() => readObject(parts[1] ?? ''));
  const { result, explanation } = await attemptVerdict(token, tenant);
  const isCurrent = payload === undefined ? undefined : isWithinTimes(payload, tenant.clock() / 1_000);
  return {
    token,
    kind: 'jwt',
    header,
    ...(payload === undefined ? {} : { payload }),
    verdict: verdicts[result],
    reason: explanation,
    ...(isCurrent === undefined ? {} : { isCurrent }),
    ...namedEntities(payload ?? {}, tenant),
  };
}

function describeOpaque(text: string): TokenView {
  const isEmpty = text === '';
  return {
    token: text,
    kind: 'opaque',
    verdict: 'cannot_verify',
    reason: isEmpty
      ? 'There is nothing here yet.'
      : "Not a JWT: a JWT has three base64url parts separated by dots. An opaque token can't be decoded.",
  };
}

async function attemptVerdict(token: string, tenant: Tenant): ReturnType<typeof verifySignature> {
  try {
    return await verifySignature(token, tenant);
  } catch {
    return { result: 'unknown', explanation: 'Cannot verify: the token is damaged, its parts cannot be read.' };
  }
}

function readObject(part: string): JsonObject {
  const text = decodeURIComponent(
    Array.from(base64url.decode(part), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not a JSON object');
  return { ...value };
}

/** RFC 7519 §4.1.4 and §4.1.5; undefined where the token names neither time. */
function isWithinTimes({ exp, nbf }: JsonObject, now: number): boolean | undefined {
  if (typeof exp !== 'number' && typeof nbf !== 'number') return undefined;
  return !(typeof exp === 'number' && exp <= now) && !(typeof nbf === 'number' && nbf > now);
}

function namedEntities(payload: JsonObject, { clients, resourceServers }: Tenant): Partial<TokenView> {
  const audience = [payload.aud ?? []].flat().find((one) => typeof one === 'string');
  const resourceServer = audience === undefined ? undefined : resourceServers.byIdentifier(String(audience));
  const client = clients.find(String(payload.azp ?? payload.client_id ?? ''));
  return {
    ...(resourceServer === undefined
      ? {}
      : {
          resourceServer: {
            id: resourceServer.id,
            ...(resourceServer.name === undefined ? {} : { name: resourceServer.name }),
            identifier: String(audience),
            scopes: resourceServer.scopes ?? [],
          },
        }),
    ...(client === undefined ? {} : { client: { client_id: client.client_id, name: client.name } }),
  };
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
