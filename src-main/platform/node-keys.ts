import { createHash, generateKeyPair, type KeyObject, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyMaterial, Keys } from '../tenant/ports.ts';
import { readPublicKey } from './read-public-key.ts';
import { exportPrivateJwk, readSigningCertificate, readSigningKey } from './read-signing-key.ts';
import { createRsaSigner } from './rsa-signer.ts';
import { createSelfSignedCertificate, wrapInPkcs7 } from './signing-certificate.ts';

const generate = promisify(generateKeyPair);

/** Keys by node:crypto. Pairs are generated on the thread pool; what writes certificates is loaded when one is made. */
export function createNodeKeys(): Keys {
  return {
    async generateSigningKey(commonName) {
      const { privateKey } = await generate('rsa', { modulusLength: 2048 });
      return describeSigningKey(privateKey, await createSelfSignedCertificate(privateKey, commonName));
    },

    async importSigningKey(privateKeyPem, commonName, cert) {
      const privateKey = readSigningKey(privateKeyPem);
      const certificateDer = cert
        ? readSigningCertificate(cert, privateKey).raw
        : await createSelfSignedCertificate(privateKey, commonName);
      return describeSigningKey(privateKey, certificateDer);
    },

    readPublicKey,
    createRsaSigner,

    equalSecrets,
  };
}

/** Nothing but the length is told by the time this takes, and the length of a secret is no secret. */
function equalSecrets(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}

async function describeSigningKey(privateKey: KeyObject, certificateDer: Buffer): Promise<KeyMaterial> {
  const thumbprint = createHash('sha1').update(certificateDer).digest('hex').toUpperCase();
  return {
    privateJwk: exportPrivateJwk(privateKey),
    cert: encodePem('CERTIFICATE', certificateDer),
    pkcs7: encodePem('PKCS7', await wrapInPkcs7(certificateDer)),
    fingerprint: thumbprint.replace(/..(?=.)/g, '$&:'),
    thumbprint,
  };
}

/** RFC 7468 §2, with the service's line ends and none after the last line. */
function encodePem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\r\n');
}
