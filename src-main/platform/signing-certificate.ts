/** The self-signed certificate of a signing key, made as the real service makes it. */
import { createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import { loadX509 } from './load-x509.ts';

/** What the real service's certificates have between their two dates: a little under fourteen years. */
const validity = 5000 * 24 * 60 * 60 * 1000;

/** Resolves to the DER of a certificate that an RSA key issues to itself as `CN={commonName}`, with SHA-256. */
export async function createSelfSignedCertificate(privateKey: KeyObject, commonName: string): Promise<Buffer> {
  const x509 = await loadX509();
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    privateKey.export({ type: 'pkcs8', format: 'der' }),
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  // As attributes, not as text: a comma in the name must not start another one.
  const name = [{ CN: [commonName] }];
  const notBefore = new Date();
  const certificate = await x509.X509CertificateGenerator.create({
    subject: name,
    issuer: name,
    publicKey,
    signingKey,
    notBefore,
    notAfter: new Date(notBefore.getTime() + validity),
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return Buffer.from(certificate.rawData);
}

/** Resolves to the DER of a PKCS #7 bundle that holds one certificate and signs nothing, RFC 5652 §5.2. */
export async function wrapInPkcs7(certificateDer: Buffer): Promise<Buffer> {
  const { X509Certificate, X509Certificates } = await loadX509();
  return Buffer.from(new X509Certificates(new X509Certificate(certificateDer)).export('raw'));
}
