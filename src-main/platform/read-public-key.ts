import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { PublicKeyFacts } from '../tenant/ports.ts';
import { isPrivateKeyLabel, type PemBlock, readPemBlocks } from './pem-blocks.ts';

const readable = ['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE'];

const needed = 'Needed is a public key (PUBLIC KEY or RSA PUBLIC KEY) or a certificate (CERTIFICATE) in PEM.';

/**
 * Reads a public key in PEM (SPKI or PKCS #1) or the one in a certificate.
 *
 * @throws Error where the text is neither, or holds a private key.
 */
export function readPublicKey(pem: string): PublicKeyFacts {
  const block = findReadableBlock(pem);
  if (block.label !== 'CERTIFICATE') {
    return describePublicKey(parse(block, () => createPublicKey(block.pem)));
  }
  const certificate = parse(block, () => new X509Certificate(block.pem));
  return {
    ...describePublicKey(parse(block, () => certificate.publicKey)),
    certificate: {
      notAfter: new Date(certificate.validTo).toISOString(),
      thumbprintSha256: createHash('sha256').update(certificate.raw).digest('base64url'),
      subject: certificate.subject,
    },
  };
}

function findReadableBlock(pem: string): PemBlock {
  const blocks = readPemBlocks(pem);
  if (blocks.some(({ label }) => isPrivateKeyLabel(label))) {
    throw new Error(
      'This holds a private key, which must stay where it is used. Give its public half: openssl pkey -in private.pem -pubout',
    );
  }
  const block = blocks.find(({ label }) => readable.includes(label));
  if (block === undefined) {
    const [other] = blocks;
    throw new Error(`${other === undefined ? 'This is not PEM.' : `This is ${other.label} in PEM.`} ${needed}`);
  }
  return block;
}

function parse<Parsed>(block: PemBlock, read: () => Parsed): Parsed {
  try {
    return read();
  } catch (cause) {
    throw new Error(`The PEM says ${block.label}, but what stands in it is damaged or something else. ${needed}`, {
      cause,
    });
  }
}

function describePublicKey(key: KeyObject): PublicKeyFacts {
  return {
    spki: key.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: exportPublicJwk(key),
    modulusLength: key.asymmetricKeyDetails?.modulusLength,
  };
}

function exportPublicJwk(key: KeyObject): Record<string, string> {
  try {
    const members = Object.entries(key.export({ format: 'jwk' }));
    return Object.fromEntries(members.filter((member): member is [string, string] => typeof member[1] === 'string'));
  } catch (cause) {
    throw new Error(
      `A key of type ${key.asymmetricKeyType} has no JSON Web Key form. Use an RSA key (rsaEncryption).`,
      {
        cause,
      },
    );
  }
}
