import { base64url, importJWK, type JWTPayload } from 'jose';
import type { ResourceServer } from '../../contract/entities/resource-server.ts';
import { encryptJwt, signJwt } from '../../jwt/sign.ts';
import type { TokenDraft } from '../faults/effects.ts';
import type { UnpublishedKeys } from '../faults/unpublished-key.ts';
import type { Keys } from '../ports.ts';
import type { SigningKeys } from '../signing-keys/service.ts';
import { accessTokenType } from './access-token-claims.ts';

interface Signer {
  signingKeys: SigningKeys;
  unpublishedKeys: UnpublishedKeys;
  keys: Keys;
}

/**
 * The access token in compact form: signed by the tenant's current key or, for HS256, by the API's secret; wrapped in a
 * JWE where the API asks for it.
 */
export async function signAccessToken(
  { claims, key }: Pick<TokenDraft, 'claims' | 'key'>,
  resourceServer: ResourceServer,
  signer: Signer,
): Promise<string> {
  const token = await (key === 'unpublished'
    ? signUnverifiably(claims, resourceServer, signer.unpublishedKeys)
    : sign(claims, resourceServer, signer.signingKeys));
  const { token_encryption: encryption } = resourceServer;
  if (!encryption) return token;
  const { alg, pem, kid } = encryption.encryption_key;
  return encryptJwt(token, signer.keys.readPublicKey(pem).spki, alg, kid);
}

async function sign(claims: JWTPayload, resourceServer: ResourceServer, signingKeys: SigningKeys): Promise<string> {
  const { signing_alg: alg, signing_secret: secret = '' } = resourceServer;
  const typ = accessTokenType(resourceServer);
  if (alg === 'HS256') {
    return signJwt(claims, { alg, typ }, await importJWK({ kty: 'oct', k: base64url.encode(secret) }, alg));
  }
  return signingKeys.signer(alg, typ)(claims);
}

/** With a key, or a secret, that no API can have: a fault asks for it. */
async function signUnverifiably(
  claims: JWTPayload,
  resourceServer: ResourceServer,
  unpublishedKeys: UnpublishedKeys,
): Promise<string> {
  const { signing_alg: alg } = resourceServer;
  const typ = accessTokenType(resourceServer);
  if (alg === 'HS256') return signJwt(claims, { alg, typ }, await unpublishedKeys.secret());
  const { kid, cryptoKey } = await unpublishedKeys.key();
  return signJwt(claims, { alg, typ, kid }, await cryptoKey(alg));
}
