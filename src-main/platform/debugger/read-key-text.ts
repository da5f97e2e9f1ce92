/** Reads keys in PEM, DER, certificates and OpenSSH's one-line form. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateFacts, Jwk, ReadKey } from '../../jwt/ports.ts';
import { readPemBlocks } from '../../platform/pem-blocks.ts';
import { readOpensshKey, readOpensshPrivateKey } from './read-openssh-key.ts';
import { refuseSlowPassphrase } from './refuse-slow-passphrase.ts';

/** @throws Error that says what was given and what is needed */
export function readPem(text: string, passphrase?: string): ReadKey[] {
  if (!text.includes('-----BEGIN')) return [{ jwk: readOpensshKey(text), form: 'OpenSSH public key' }];
  const blocks = readPemBlocks(text).filter(({ label }) => label !== 'EC PARAMETERS');
  if (blocks.length === 0)
    throw new Error(
      'The PEM begins, but its END line is missing or names something else. Check that it was copied whole.',
    );
  return blocks.map(({ label, pem }) => readBlock(label, pem, passphrase));
}

/** A label that does not say what stands behind it is a slip of the hand: what stands there counts. */
function readBlock(label: string, pem: string, passphrase: string | undefined): ReadKey {
  try {
    return readLabelled(label, pem, passphrase);
  } catch (error) {
    const read = readBody(pem);
    if (read === undefined) throw error;
    return { ...read, form: `${label} in PEM, which is a ${read.form.replace(' in DER', '')}` };
  }
}

function readBody(pem: string): ReadKey | undefined {
  const body = /^-----BEGIN [^\n]*\n([A-Za-z0-9+/=\s]+)-----END /.exec(pem)?.[1];
  if (body === undefined) return undefined;
  try {
    return readDer(Buffer.from(body, 'base64'));
  } catch {
    return undefined;
  }
}

function readLabelled(label: string, pem: string, passphrase: string | undefined): ReadKey {
  const form = `${label} in PEM`;
  if (label === 'CERTIFICATE')
    return ofCertificate(
      attempt(form, () => new X509Certificate(pem)),
      form,
    );
  if (label === 'OPENSSH PRIVATE KEY')
    return { jwk: readOpensshPrivateKey(pem), form: 'public part of an OpenSSH private key' };
  if (label.endsWith('PRIVATE KEY')) {
    const isEncrypted = label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:.*ENCRYPTED/m.test(pem);
    if (isEncrypted && passphrase === undefined)
      throw new Error(
        'The private key is encrypted: its passphrase is needed, or the public key alone (openssl pkey -pubout).',
      );
    if (label === 'ENCRYPTED PRIVATE KEY') refuseSlowPassphrase(pem);
    const key = attempt(form, () =>
      createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) }),
    );
    return { jwk: toJwk(key), form };
  }
  if (!label.endsWith('PUBLIC KEY'))
    throw new Error(`This is ${label} in PEM, which holds no key. Needed is a public key or a certificate.`);
  return { jwk: toJwk(attempt(form, () => createPublicKey(pem))), form };
}

/** @throws Error where it is neither key nor certificate */
export function readDer(bytes: Uint8Array): ReadKey {
  const key = Buffer.from(bytes);
  const readers: (() => ReadKey)[] = [
    () => ofCertificate(new X509Certificate(key), 'certificate in DER'),
    ...(['spki', 'pkcs1'] as const).map((type) => () => ({
      jwk: toJwk(createPublicKey({ key, format: 'der', type })),
      form: `public key in DER (${type})`,
    })),
    ...(['pkcs8', 'pkcs1', 'sec1'] as const).map((type) => () => ({
      jwk: toJwk(createPrivateKey({ key, format: 'der', type })),
      form: `private key in DER (${type})`,
    })),
  ];
  for (const read of readers) {
    try {
      return read();
    } catch {}
  }
  throw new Error('These bytes are no key and no certificate in DER.');
}

export function readCertificate(der: Uint8Array): CertificateFacts {
  return describeCertificate(new X509Certificate(Buffer.from(der)));
}

function ofCertificate(certificate: X509Certificate, form: string): ReadKey {
  const facts = describeCertificate(certificate);
  if (facts.jwk === undefined)
    throw new Error(
      `The certificate's key is of type ${certificate.publicKey.asymmetricKeyType}, which no JSON Web Key describes.`,
    );
  return { jwk: facts.jwk, form, certificate: facts };
}

function describeCertificate(certificate: X509Certificate): CertificateFacts {
  const digest = (algorithm: string) => createHash(algorithm).update(certificate.raw).digest('base64url');
  const jwk = toJwkOrNothing(certificate);
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    ...(jwk === undefined ? {} : { jwk }),
    x5t: digest('sha1'),
    x5tS256: digest('sha256'),
  };
}

function toJwkOrNothing(certificate: X509Certificate): Jwk | undefined {
  try {
    return toJwk(certificate.publicKey);
  } catch {
    return undefined;
  }
}

function toJwk(key: KeyObject): Jwk {
  const { kty, ...members } = key.export({ format: 'jwk' });
  if (kty === undefined) throw new Error(`A key of type ${key.asymmetricKeyType} has no JSON Web Key form.`);
  return { ...members, kty };
}

function attempt<Value>(form: string, read: () => Value): Value {
  try {
    return read();
  } catch {
    // Without the cause: what OpenSSL says of a private key is not for a log.
    throw new Error(`It says ${form}, but what stands in it is damaged or something else, or the passphrase is wrong.`);
  }
}
