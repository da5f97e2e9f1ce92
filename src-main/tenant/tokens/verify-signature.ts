/** The verdict on a token's signature by the keys of one tenant, in words that name the key. */
import { base64url, compactVerify, decodeJwt, decodeProtectedHeader, errors, importJWK } from 'jose';
import type { SigningKey } from '../../contract/entities/signing-key.ts';
import type { Tenant } from '../create-tenant.ts';

export interface SignatureVerdict {
  /** `unknown` where no key of the tenant can tell. */
  result: 'verified' | 'wrong' | 'unknown';
  explanation: string;
}

interface Candidate {
  name: string;
  jwk: { kty: 'RSA'; n: string; e: string } | { kty: 'oct'; k: string };
}

/** @throws Error where the token is not a JWS in compact form */
export async function verifySignature(token: string, tenant: Tenant): Promise<SignatureVerdict> {
  const { alg = '', kid } = decodeProtectedHeader(token);
  if (alg === 'none') return wrong('The token is not signed (alg none): anyone could have made it.');
  const candidates = /^HS(256|384|512)$/.test(alg)
    ? secretsFor(token, tenant)
    : /^[RP]S(256|384|512)$/.test(alg)
      ? keysFor(kid, tenant)
      : `The tenant has no keys for the algorithm ${alg}.`;
  if (typeof candidates === 'string') return { result: 'unknown', explanation: `Cannot verify: ${candidates}` };
  for (const candidate of candidates) {
    const outcome = await tryKey(token, alg, candidate);
    if (outcome !== 'mismatch') return outcome;
  }
  const names = candidates.map(({ name }) => name).join(', nor with ');
  return wrong(`Signature does not match ${names}: the token was altered, or signed with another key.`);
}

function wrong(explanation: string): SignatureVerdict {
  return { result: 'wrong', explanation };
}

async function tryKey(token: string, alg: string, { name, jwk }: Candidate): Promise<SignatureVerdict | 'mismatch'> {
  try {
    await compactVerify(token, await importJWK(jwk, alg), { algorithms: [alg] });
    return { result: 'verified', explanation: `Signature verified with ${name}.` };
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'mismatch';
    if (!(error instanceof Error)) throw error;
    return { result: 'unknown', explanation: `Cannot verify with ${name}: ${error.message}` };
  }
}

function keysFor(kid: string | undefined, { signingKeys }: Tenant): Candidate[] | string {
  const keys = signingKeys.list().filter((key) => kid === undefined || key.kid === kid);
  return keys.length === 0 ? `the tenant has no key with the kid ${kid}.` : keys.map(toCandidate);
}

function toCandidate({ kid, state, revoked_at, privateJwk: { kty, n, e } }: SigningKey): Candidate {
  const since = revoked_at === undefined ? '' : ` (revoked ${revoked_at}: APIs refuse it)`;
  return { name: `the tenant's ${state} key ${kid}${since}`, jwk: { kty, n, e } };
}

/** HS256 tokens are signed with the secret of the API that they are for. */
function secretsFor(token: string, { resourceServers }: Tenant): Candidate[] | string {
  const audiences = readAudiences(token);
  const found = audiences.flatMap((audience): Candidate[] => {
    const secret = resourceServers.byIdentifier(audience)?.signing_secret;
    if (secret === undefined) return [];
    return [{ name: `the signing secret of the API ${audience}`, jwk: { kty: 'oct', k: base64url.encode(secret) } }];
  });
  if (found.length > 0) return found;
  return audiences.length === 0
    ? 'it is signed with a secret, and names no API (aud) whose secret that could be.'
    : `it is signed with a secret, and the tenant knows none of ${audiences.join(', ')}.`;
}

/** None where the payload is no JSON object: then the token is no JWT, and still has a signature. */
function readAudiences(token: string): string[] {
  try {
    return [decodeJwt(token).aud ?? []].flat();
  } catch {
    return [];
  }
}
