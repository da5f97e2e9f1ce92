/** Public keys of OpenSSH, in one line or out of a private key: RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4. */
import type { Jwk } from '../../jwt/ports.ts';

const curves: Readonly<Record<string, { crv: string; bytes: number }>> = {
  nistp256: { crv: 'P-256', bytes: 32 },
  nistp384: { crv: 'P-384', bytes: 48 },
  nistp521: { crv: 'P-521', bytes: 66 },
};

/** @throws Error where the line is of a kind that tokens are not signed with */
export function readOpensshKey(line: string): Jwk {
  return readPublicKey(Buffer.from(line.trim().split(/\s+/)[1] ?? '', 'base64'));
}

const magic = 'openssh-key-v1\0';

/**
 * The public part of a private key, which stands before what may be encrypted: OpenSSH's PROTOCOL.key. It verifies; to sign,
 * the key has to be converted.
 * @throws Error with how to convert it, where that part cannot be read
 */
export function readOpensshPrivateKey(pem: string): Jwk {
  const bytes = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  try {
    if (bytes.subarray(0, magic.length).toString('latin1') !== magic)
      throw new Error('This is no OpenSSH private key.');
    const [cipher, derivation, options] = readFields(bytes.subarray(magic.length));
    const names = [cipher, derivation, options].reduce((length, field) => length + 4 + (field?.length ?? 0), 0);
    // After the number of keys, of which there is one.
    const [publicKey] = readFields(bytes.subarray(magic.length + names + 4));
    return readPublicKey(publicKey ?? Buffer.alloc(0));
  } catch {
    throw new Error(
      'This OpenSSH private key is damaged, or of a kind that no token is signed with. Give the line of its .pub file, or convert a copy of it: ssh-keygen -p -m PKCS8 -f key.',
    );
  }
}

function readPublicKey(bytes: Buffer): Jwk {
  const [type, ...rest] = readFields(bytes);
  const [first, second] = rest;
  const name = type?.toString() ?? '';
  if (name === 'ssh-rsa' && first && second) return { kty: 'RSA', e: spell(first), n: spell(second) };
  if (name === 'ssh-ed25519' && first) return { kty: 'OKP', crv: 'Ed25519', x: first.toString('base64url') };
  const curve = curves[first?.toString() ?? ''];
  if (name.startsWith('ecdsa-sha2-') && curve !== undefined && second?.[0] === 4) {
    const { crv, bytes } = curve;
    return {
      kty: 'EC',
      crv,
      x: second.subarray(1, 1 + bytes).toString('base64url'),
      y: second.subarray(1 + bytes).toString('base64url'),
    };
  }
  throw new Error(
    'This OpenSSH key is damaged, or of a kind that no token is signed with. Known are ssh-rsa, ecdsa-sha2-nistp… and ssh-ed25519.',
  );
}

/** RFC 4251 §5: strings, each behind its length. */
function readFields(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    fields.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

/** RFC 4251 §5 mpint: a leading zero keeps it positive; RFC 7518 §2 leaves it out. */
function spell(integer: Buffer): string {
  return integer.subarray(integer[0] === 0 ? 1 : 0).toString('base64url');
}
