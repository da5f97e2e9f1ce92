/** Encrypted keys whose passphrase is stretched so often that the tenant would stand still meanwhile: node:crypto reads them on its thread. */
import { type AsnType, fromBER, Integer, Sequence } from 'asn1js';

/** As many as OWASP asks of PBKDF2 with SHA-256: about a tenth of a second. */
const mostRounds = 600_000;

/**
 * @param pem `ENCRYPTED PRIVATE KEY`, RFC 5958 §3
 * @throws Error in words, where it takes more rounds
 */
export function refuseSlowPassphrase(pem: string): void {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const { result } = fromBER(new Uint8Array(der));
  const algorithm = result instanceof Sequence ? result.valueBlock.value[0] : undefined;
  const rounds = algorithm === undefined ? 0 : largestNumber(algorithm);
  if (rounds <= mostRounds) return;
  throw new Error(
    `Its passphrase is stretched by ${rounds} rounds, and more than ${mostRounds} would hold the tenant up. Write it anew ` +
      'with fewer: openssl pkcs8 -topk8 -iter 600000 -in key.pem -out new.pem',
  );
}

/** Rounds are the only large number there, whichever scheme it is: RFC 8018 §A.2 and §A.3, or scrypt's cost (RFC 7914 §7). */
function largestNumber(node: AsnType): number {
  if (node instanceof Integer) return Number(node.toBigInt());
  return node instanceof Sequence ? Math.max(0, ...node.valueBlock.value.map(largestNumber)) : 0;
}
