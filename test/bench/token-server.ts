// What the cases know of any server that issues tokens, and the check that its answers are right before they are timed.

import { inspect } from 'node:util';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { LoadTarget } from './measure.ts';

/** The ready line of the servers of this folder. */
export const TokenServerReady = Type.Object({
  issuer: Type.String(),
  tokenEndpoint: Type.String(),
  jwksUri: Type.String(),
});

export interface TokenServer extends Static<typeof TokenServerReady> {
  name: string;
  pid: number;
  /** The form body of a token request. */
  tokenRequest: string;
  stop(): Promise<void>;
}

/** The API that tokens are asked for, the same at every server. */
export const audience = 'https://api.example.com/0';
export const scope = 'read:things';
export const clientId = 'bench-client';
export const clientSecret = 'bench-secret-bench-secret-bench-secret-bench-secret-bench-secret';

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

const TokenAnswer = Type.Object({ access_token: Type.String(), token_type: Type.String(), expires_in: Type.Number() });

/** A client_credentials request (RFC 6749 section 4.4.2) with the secret in the body; `more` adds parameters. */
export function clientCredentialsRequest(more: Record<string, string>): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    ...more,
  }).toString();
}

/** The load of the token endpoint of a server. */
export function tokenTarget(server: TokenServer, name = server.name): LoadTarget {
  return {
    name,
    pid: server.pid,
    url: server.tokenEndpoint,
    method: 'POST',
    headers: formHeaders,
    body: server.tokenRequest,
  };
}

/** Asks once for a token; throws unless the answer is a token response. */
export async function requestToken(endpoint: string, body: string): Promise<string> {
  const response = await fetch(endpoint, { method: 'POST', headers: formHeaders, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${endpoint} answered ${response.status}: ${text.slice(0, 500)}`);
  return Value.Parse(TokenAnswer, JSON.parse(text)).access_token;
}

/** Throws unless a token of this server is RS256 with a 2048-bit key of its JWKS and for the audience asked for. */
export async function verifySampleToken(server: TokenServer): Promise<void> {
  try {
    const token = await requestToken(server.tokenEndpoint, server.tokenRequest);
    const published = createRemoteJWKSet(new URL(server.jwksUri));
    const expected = { issuer: server.issuer, audience, algorithms: ['RS256'] };
    const { payload, key } = await jwtVerify(token, published, expected);
    if (!(key instanceof CryptoKey) || !('modulusLength' in key.algorithm) || key.algorithm.modulusLength !== 2048) {
      throw new Error('the signing key has not 2048 bits');
    }
    if (payload.scope !== scope) throw new Error(`the scope is ${payload.scope}, not ${scope}`);
  } catch (error) {
    throw new Error(`${server.name}: a wrong answer is no result: ${inspect(error)}`, { cause: error });
  }
}
