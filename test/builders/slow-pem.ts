import { generateKeyPairSync } from 'node:crypto';
import { fromBER, Integer, Sequence } from 'asn1js';

/** A private key whose passphrase, `open`, says that it is stretched by so many rounds; by another number it was written. */
export function slowPem(rounds: number): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const options = { type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'open' } as const;
  const { result } = fromBER(new Uint8Array(privateKey.export(options)));
  // EncryptedPrivateKeyInfo → algorithm → PBES2 parameters → key derivation → PBKDF2 parameters, RFC 8018 §A.4 and §A.2.
  let place: unknown = result;
  for (const step of [0, 1, 0, 1]) place = place instanceof Sequence ? place.valueBlock.value[step] : undefined;
  if (!(place instanceof Sequence)) throw new Error('The key is encrypted in another way.');
  place.valueBlock.value[1] = Integer.fromBigInt(BigInt(rounds));
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${Buffer.from(result.toBER()).toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----`;
}
