/** Says of kept keys and certificates whether they can still serve. By node:crypto alone: every start asks. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

export interface ServerNames {
  dns: readonly string[];
  ip: readonly string[];
}

/** What the server may be called. */
export const serverNames: ServerNames = { dns: ['localhost', '*.localhost'], ip: ['127.0.0.1', '::1'] };

/** With the names that it is given besides. */
export function withHostNames(hostNames: readonly string[]): ServerNames {
  return { ...serverNames, dns: [...serverNames.dns, ...hostNames] };
}

export interface PemPair {
  /** PKCS #8 PEM. */
  key: string;
  /** PEM of the certificate. */
  cert: string;
}

const week = 7 * 24 * 60 * 60 * 1000;

/** An authority's certificate that is in order and not expired. */
export function isAuthority(certPem: string | undefined, now: number): certPem is string {
  const certificate = parseCertificate(certPem);
  return certificate?.ca === true && certificate.verify(certificate.publicKey) && now < Date.parse(certificate.validTo);
}

/** A key of an authority's certificate, of the one kind that this program makes. */
export function isAuthorityKey(keyPem: string | undefined, certPem: string): keyPem is string {
  const key = parseKey(keyPem);
  return (
    key?.asymmetricKeyDetails?.namedCurve === 'prime256v1' && parseCertificate(certPem)?.checkPrivateKey(key) === true
  );
}

/** A server certificate with its key, issued by the authority, for all of the names, and good for another week. */
export function isServerIdentity(
  kept: Partial<PemPair>,
  authorityPem: string,
  now: number,
  names: ServerNames,
): kept is PemPair {
  const key = parseKey(kept.key);
  const certificate = parseCertificate(kept.cert);
  const authority = parseCertificate(authorityPem);
  return (
    key !== undefined &&
    certificate !== undefined &&
    authority !== undefined &&
    certificate.checkIssued(authority) &&
    certificate.verify(authority.publicKey) &&
    certificate.checkPrivateKey(key) &&
    // Not by checkHost: OpenSSL matches no wildcard right below the root.
    names.dns.every((name) => certificate.subjectAltName?.split(', ').includes(`DNS:${name}`)) &&
    names.ip.every((address) => certificate.checkIP(address) !== undefined) &&
    Date.parse(certificate.validFrom) <= now &&
    now + week < Date.parse(certificate.validTo)
  );
}

function parseCertificate(pem: string | undefined): X509Certificate | undefined {
  try {
    return pem === undefined ? undefined : new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function parseKey(pem: string | undefined): KeyObject | undefined {
  try {
    return pem === undefined ? undefined : createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
