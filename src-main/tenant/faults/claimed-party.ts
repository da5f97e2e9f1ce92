/** Who a token request says it is from and for, before anything of it is checked: enough to tell whether a fault fits. */
import { base64url, decodeJwt } from 'jose';
import type { TokenRequest } from '../tokens/token-request.ts';

export interface Party {
  client_id?: string | undefined;
  audience?: string | undefined;
}

export function claimedParty({ parameters, authorization }: Pick<TokenRequest, 'parameters' | 'authorization'>): Party {
  const { client_id, audience, client_assertion } = parameters;
  return {
    client_id: textOf(client_id) ?? basicUser(authorization) ?? subjectOf(textOf(client_assertion)),
    audience: textOf(audience),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** RFC 6749 §2.3.1 */
function basicUser(authorization: string | undefined): string | undefined {
  const encoded = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  return attempt(() => {
    const bytes = base64url.decode(encoded.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
    return decodeURIComponent(String.fromCharCode(...bytes).split(':')[0] ?? '');
  });
}

function subjectOf(assertion: string | undefined): string | undefined {
  return assertion === undefined ? undefined : attempt(() => decodeJwt(assertion).sub);
}

function attempt(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
