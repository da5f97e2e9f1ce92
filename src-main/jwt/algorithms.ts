/** The algorithms that tokens name, and what each asks of its key: RFC 7518, 8037, 8812, 9864 and the registry. */

export interface SignatureAlgorithm {
  kty: 'oct' | 'RSA' | 'EC' | 'OKP' | 'AKP' | 'none';
  crv?: string;
  /** Of the signature; absent where the key decides. */
  bytes?: number;
  /** Least length of a secret, RFC 7518 §3.2. */
  secretBytes?: number;
  /** Whether jose takes it. */
  isSupported: boolean;
  meaning: string;
}

const signing: Record<string, SignatureAlgorithm> = {
  ...perHash('HS', (bits) => ({
    kty: 'oct',
    bytes: bits / 8,
    secretBytes: bits / 8,
    isSupported: true,
    meaning: `HMAC with SHA-${bits}: whoever can verify with the secret can also sign`,
  })),
  ...perHash('RS', (bits) => ({ kty: 'RSA', isSupported: true, meaning: `RSASSA-PKCS1-v1_5 with SHA-${bits}` })),
  ...perHash('PS', (bits) => ({ kty: 'RSA', isSupported: true, meaning: `RSASSA-PSS with SHA-${bits}` })),
  ES256: { kty: 'EC', crv: 'P-256', bytes: 64, isSupported: true, meaning: 'ECDSA on P-256 with SHA-256' },
  ES384: { kty: 'EC', crv: 'P-384', bytes: 96, isSupported: true, meaning: 'ECDSA on P-384 with SHA-384' },
  ES512: { kty: 'EC', crv: 'P-521', bytes: 132, isSupported: true, meaning: 'ECDSA on P-521 with SHA-512' },
  ES256K: {
    kty: 'EC',
    crv: 'secp256k1',
    bytes: 64,
    isSupported: false,
    meaning: 'ECDSA on secp256k1 with SHA-256 (RFC 8812)',
  },
  EdDSA: { kty: 'OKP', crv: 'Ed25519', bytes: 64, isSupported: true, meaning: 'EdDSA, here on Ed25519 (RFC 8037)' },
  Ed25519: {
    kty: 'OKP',
    crv: 'Ed25519',
    bytes: 64,
    isSupported: true,
    meaning: 'EdDSA on Ed25519, fully specified (RFC 9864)',
  },
  Ed448: { kty: 'OKP', crv: 'Ed448', bytes: 114, isSupported: false, meaning: 'EdDSA on Ed448 (RFC 9864)' },
  'ML-DSA-44': { kty: 'AKP', bytes: 2420, isSupported: true, meaning: 'ML-DSA-44, safe against quantum computers' },
  'ML-DSA-65': { kty: 'AKP', bytes: 3309, isSupported: true, meaning: 'ML-DSA-65, safe against quantum computers' },
  'ML-DSA-87': { kty: 'AKP', bytes: 4627, isSupported: true, meaning: 'ML-DSA-87, safe against quantum computers' },
  none: { kty: 'none', bytes: 0, isSupported: false, meaning: 'not signed: anybody could have made it' },
  HS1: { kty: 'oct', bytes: 20, isSupported: false, meaning: 'HMAC with SHA-1: deprecated' },
  RS1: { kty: 'RSA', isSupported: false, meaning: 'RSA with SHA-1: broken' },
  'HS256/64': { kty: 'oct', bytes: 8, isSupported: false, meaning: 'HMAC with SHA-256, cut to 64 bits' },
  ES512K: { kty: 'EC', crv: 'secp256k1', isSupported: false, meaning: 'never registered' },
};

/** Key management (RFC 7518 §4) in words; `jose` says whether a token that names it can be opened here. */
const keyManagement: Record<string, { meaning: string; isSupported: boolean }> = {
  dir: { meaning: 'the shared key encrypts the content itself', isSupported: true },
  'RSA-OAEP': { meaning: 'RSAES-OAEP with SHA-1: legacy', isSupported: true },
  'RSA-OAEP-256': { meaning: 'RSAES-OAEP with SHA-256', isSupported: true },
  'RSA-OAEP-384': { meaning: 'RSAES-OAEP with SHA-384', isSupported: true },
  'RSA-OAEP-512': { meaning: 'RSAES-OAEP with SHA-512', isSupported: true },
  RSA1_5: {
    meaning: 'RSAES-PKCS1-v1_5: a padding oracle waits to happen, so it is not opened here',
    isSupported: false,
  },
  ...Object.fromEntries(
    ['128', '192', '256'].flatMap((bits) => [
      [`A${bits}KW`, { meaning: `AES key wrap with a shared key of ${bits} bits`, isSupported: true }],
      [`A${bits}GCMKW`, { meaning: `AES-GCM key wrap with a shared key of ${bits} bits`, isSupported: true }],
      [
        `ECDH-ES+A${bits}KW`,
        { meaning: `key agreement on a curve, then AES key wrap of ${bits} bits`, isSupported: true },
      ],
    ]),
  ),
  'ECDH-ES': { meaning: 'key agreement on a curve; its result encrypts the content', isSupported: true },
  'PBES2-HS256+A128KW': { meaning: 'a password, stretched by PBKDF2', isSupported: true },
  'PBES2-HS384+A192KW': { meaning: 'a password, stretched by PBKDF2', isSupported: true },
  'PBES2-HS512+A256KW': { meaning: 'a password, stretched by PBKDF2', isSupported: true },
};

const contentEncryption: Record<string, string> = {
  A128GCM: 'AES-GCM, 128 bits',
  A192GCM: 'AES-GCM, 192 bits',
  A256GCM: 'AES-GCM, 256 bits',
  'A128CBC-HS256': 'AES-CBC of 128 bits with HMAC SHA-256',
  'A192CBC-HS384': 'AES-CBC of 192 bits with HMAC SHA-384',
  'A256CBC-HS512': 'AES-CBC of 256 bits with HMAC SHA-512',
};

/** Every signature algorithm that is verified here. */
export const supportedAlgorithms: readonly string[] = Object.keys(signing).filter((alg) => signing[alg]?.isSupported);

export function findSignatureAlgorithm(alg: string): SignatureAlgorithm | undefined {
  return Object.hasOwn(signing, alg) ? signing[alg] : undefined;
}

export function signatureBytesOf(alg: string): number | undefined {
  return findSignatureAlgorithm(alg)?.bytes;
}

export function findKeyManagement(alg: string): { meaning: string; isSupported: boolean } | undefined {
  return Object.hasOwn(keyManagement, alg) ? keyManagement[alg] : undefined;
}

export function describeContentEncryption(enc: string): string | undefined {
  return Object.hasOwn(contentEncryption, enc) ? contentEncryption[enc] : undefined;
}

export function isHmac(alg: string): boolean {
  return /^HS(?:256|384|512)$/.test(alg);
}

function perHash(prefix: string, describe: (bits: number) => SignatureAlgorithm): Record<string, SignatureAlgorithm> {
  return Object.fromEntries([256, 384, 512].map((bits) => [`${prefix}${bits}`, describe(bits)]));
}
