/** The fingerprint of keys made by Infineon's faulty library, CVE-2017-15361. */

const primes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
  127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/**
 * Its primes are 65537 to some power modulo a product of small primes; so the modulus is, too. A sound modulus of any
 * size passes by chance about once in 2^28.
 * @param modulus big-endian
 */
export function hasRocaFingerprint(modulus: Uint8Array): boolean {
  return modulus.length > 0 && primes.every((prime) => isPowerOfGenerator(remainder(modulus, prime), prime));
}

function remainder(bytes: Uint8Array, divisor: number): number {
  return bytes.reduce((rest, byte) => (rest * 256 + byte) % divisor, 0);
}

function isPowerOfGenerator(wanted: number, prime: number): boolean {
  let power = 1;
  for (let count = 0; count < prime; count += 1) {
    if (power === wanted) return true;
    power = (power * 65_537) % prime;
  }
  return false;
}
