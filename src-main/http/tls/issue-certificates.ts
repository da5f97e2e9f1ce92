/** Makes the two certificates of the HTTPS address. The only file here that needs the certificate library. */
import { createPrivateKey, KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { loadX509 } from '../../platform/load-x509.ts';
import type { PemPair, ServerNames } from './check-certificates.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

const authorityValidity = 3652 * day;
/** Browsers refuse a server certificate of more than 398 days. */
const serverValidity = 397 * day;
/** Clocks of containers and virtual machines lag a little. */
const clockLag = hour;

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A new certificate authority that may sign server certificates and nothing below them (RFC 5280 §4.2.1.9). */
export async function createAuthority(now: number, hostNames: readonly string[] = []): Promise<PemPair> {
  const x509 = await loadX509();
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`Tokenbench local CA ${randomBytes(4).toString('hex')}`] }],
    keys,
    notBefore: new Date(now - clockLag),
    notAfter: new Date(now + authorityValidity),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      // RFC 5280 §4.2.1.12: verifiers take it for a limit on what is signed, so no e-mail, client or timestamp passes.
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension(nameConstraints, true, await permitThisMachine(hostNames)),
    ],
  });
  return { key: exportKey(keys.privateKey), cert: exportCertificate(certificate.rawData) };
}

/** RFC 5280 §4.2.1.10 */
const nameConstraints = '2.5.29.30';

/** Whoever steals the key of an authority that a system trusts could pass for any site with it. With this one, for none. */
async function permitThisMachine(hostNames: readonly string[]): Promise<ArrayBuffer> {
  const { AsnConvert } = await import('@peculiar/asn1-schema');
  const { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } = await import('@peculiar/asn1-x509');
  const names = [
    { dNSName: 'localhost' },
    ...hostNames.map((dNSName) => ({ dNSName })),
    { iPAddress: '127.0.0.0/8' },
    { iPAddress: '::1/128' },
    // A kind of name that is not constrained at all is free: RFC 5280 §4.2.1.10.
    { rfc822Name: 'localhost' },
    { uniformResourceIdentifier: 'localhost' },
  ];
  const permittedSubtrees = new GeneralSubtrees(
    names.map((name) => new GeneralSubtree({ base: new GeneralName(name) })),
  );
  return AsnConvert.serialize(new NameConstraints({ permittedSubtrees }));
}

/** A new server certificate for the names of this machine, signed by the authority and never outliving it. */
export async function issueServerCertificate(authority: PemPair, now: number, names: ServerNames): Promise<PemPair> {
  const x509 = await loadX509();
  const issuer = new x509.X509Certificate(authority.cert);
  const keys = await generateKeys();
  const notBefore = new Date(now - clockLag);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: ['localhost'] }],
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    signingAlgorithm: ecdsa,
    notBefore,
    notAfter: new Date(Math.min(notBefore.getTime() + serverValidity, issuer.notAfter.getTime())),
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: 'dns' as const, value })),
        ...names.ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: exportKey(keys.privateKey), cert: exportCertificate(certificate.rawData) };
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const pkcs8 = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', pkcs8, ecdsa, false, ['sign']);
}

function exportKey(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function exportCertificate(der: ArrayBuffer): string {
  return new X509Certificate(Buffer.from(der)).toString();
}
