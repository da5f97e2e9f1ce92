/** Every header parameter that people meet, with what it means and which standard says so. */
import type { Meaning } from './claim-meanings.ts';

const meanings: Record<string, Meaning> = {
  alg: {
    meaning: 'The signing algorithm (for encrypted tokens, the key-management algorithm).',
    section: 'RFC 7515 §4.1.1; RFC 7516 §4.1.1',
    type: 'string',
  },
  enc: {
    meaning: 'The content encryption algorithm: this token is encrypted.',
    section: 'RFC 7516 §4.1.2',
    type: 'string',
  },
  typ: { meaning: 'The type of this token.', section: 'RFC 7515 §4.1.9', type: 'string' },
  cty: {
    meaning: 'The type of the payload. JWT means that it holds another token.',
    section: 'RFC 7515 §4.1.10',
    type: 'string',
  },
  kid: { meaning: 'Key ID: identifies the key that signed this token.', section: 'RFC 7515 §4.1.4', type: 'string' },
  jku: {
    meaning: 'URL of a JWKS, chosen by whoever made the token. Tokenbench never fetches it.',
    section: 'RFC 7515 §4.1.2',
    type: 'string',
  },
  x5u: {
    meaning: 'URL of a certificate, chosen by whoever made the token. Tokenbench never fetches it.',
    section: 'RFC 7515 §4.1.5',
    type: 'string',
  },
  jwk: {
    meaning: 'The public key itself. Only a DPoP proof should include it.',
    section: 'RFC 7515 §4.1.3',
    type: 'object',
  },
  x5c: { meaning: 'Certificate chain, in plain base64.', section: 'RFC 7515 §4.1.6', type: 'array' },
  x5t: { meaning: 'SHA-1 thumbprint of the certificate.', section: 'RFC 7515 §4.1.7', type: 'string' },
  'x5t#S256': { meaning: 'SHA-256 thumbprint of the certificate.', section: 'RFC 7515 §4.1.8', type: 'string' },
  crit: {
    meaning: 'Parameters the recipient must understand, or reject the token.',
    section: 'RFC 7515 §4.1.11',
    type: 'array',
  },
  b64: { meaning: 'Whether the payload is base64url-encoded.', section: 'RFC 7797', type: 'boolean' },
  zip: { meaning: 'The compression algorithm of the content.', section: 'RFC 7516 §4.1.3', type: 'string' },
  epk: { meaning: 'Ephemeral public key for key agreement.', section: 'RFC 7518 §4.6.1.1', type: 'object' },
  apu: { meaning: 'Sender information for key agreement.', section: 'RFC 7518 §4.6.1.2', type: 'string' },
  apv: { meaning: 'Recipient information for key agreement.', section: 'RFC 7518 §4.6.1.3', type: 'string' },
  iv: { meaning: 'Initialization vector of the key wrap.', section: 'RFC 7518 §4.7.1.1', type: 'string' },
  tag: { meaning: 'Authentication tag of the key wrap.', section: 'RFC 7518 §4.7.1.2', type: 'string' },
  p2s: { meaning: 'PBES2 salt.', section: 'RFC 7518 §4.8.1.1', type: 'string' },
  p2c: { meaning: 'PBES2 iteration count.', section: 'RFC 7518 §4.8.1.2', type: 'number' },
  iss: { meaning: 'Issuer, repeated from the encrypted claims.', section: 'RFC 7519 §5.3', type: 'string' },
  sub: { meaning: 'Subject, repeated from the encrypted claims.', section: 'RFC 7519 §5.3', type: 'string' },
  aud: { meaning: 'Audience, repeated from the encrypted claims.', section: 'RFC 7519 §5.3' },
  nonce: { meaning: 'ACME anti-replay nonce.', section: 'RFC 8555 §6.5.2', type: 'string' },
  url: { meaning: 'URL of the ACME request.', section: 'RFC 8555 §6.4.1', type: 'string' },
  iat: { meaning: 'Issued at (other profiles).', section: 'registry of JOSE headers', isTime: true },
  exp: { meaning: 'Expiration time (other profiles).', section: 'registry of JOSE headers', isTime: true },
  trust_chain: {
    meaning: 'Federation trust chain.',
    section: 'OpenID Federation 1.0 §4.3',
    type: 'array',
  },
  svt: { meaning: 'Signature validation token.', section: 'RFC 9321', type: 'string' },
  ppt: { meaning: 'PASSporT extension (telephony).', section: 'RFC 8225 §8.1', type: 'string' },
};

export function findHeaderMeaning(name: string): Meaning | undefined {
  return Object.hasOwn(meanings, name) ? meanings[name] : undefined;
}

/** Media types that stand in `typ`, and what they announce. */
export const knownTypes: Readonly<Record<string, string>> = {
  jwt: 'A JSON Web Token of any kind.',
  'at+jwt': 'An access token, RFC 9068 §2.1.',
  'dpop+jwt': 'A DPoP proof, RFC 9449 §4.2.',
  'logout+jwt': 'A logout token, OIDC Back-Channel Logout §2.4.',
  'secevent+jwt': 'A security event token, RFC 8417 §2.3.',
  'oauth-authz-req+jwt': 'A request object, RFC 9101 §4.',
  'token-introspection+jwt': 'An introspection response, RFC 9701 §5.',
  'client-authentication+jwt': 'A client assertion, draft-ietf-oauth-rfc7523bis.',
  'dc+sd-jwt': 'A credential with selective disclosure, RFC 9901.',
  jose: 'JOSE compact serialization.',
  'jose+json': 'JOSE JSON serialization.',
};
