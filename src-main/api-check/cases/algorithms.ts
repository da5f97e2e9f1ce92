/** A.3: the algorithm that the header names, and what it makes of a key. */
import { weakSecrets } from '../../jwt/keys/weak-secrets.ts';
import { bearer, spellings } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';
import { type KeyText, publicKeyTexts } from '../tokens/public-key-texts.ts';
import { encode, type Signer } from '../tokens/sign-bytes.ts';
import type { TokenKit } from '../tokens/token-kit.ts';
import { needsPublicKey } from './shape.ts';

const pinAlgorithm = 'The API decides which algorithm it accepts, not the token (RFC 8725 §3.1).';
const noneIsNoSignature =
  'Without a signature, anyone can forge any token (RFC 8725 §3.2; CVE-2015-2951, CVE-2022-23540).';
const publicIsNoSecret =
  'The public key is public: used as an HMAC secret, it lets anyone sign (RFC 8725 §2.1; CVE-2015-9235, CVE-2022-29217).';

function unsigned(kit: TokenKit, alg: unknown, signature = ''): string {
  const { header, payload } = kit.texts({}, { alg });
  return `${encode(header)}.${encode(payload)}.${signature}`;
}

function hmac(alg: string, key: Uint8Array): Signer {
  return { alg, key };
}

/** A token signed by HMAC with some text of the public key. */
function confused(kit: TokenKit, alg: string, { bytes }: KeyText): string {
  return kit.token({}, { alg }, hmac(alg, bytes));
}

/** `HS256` with each text in which a program may hold the public key; `HS384` and `HS512` with the usual ones. */
function confusionCases(): CaseOf[] {
  return publicKeyTexts.flatMap((text) =>
    ['HS256', ...(text.isUsual ? ['HS384', 'HS512'] : [])].map(
      (alg): CaseOf => ({
        id: `${alg.toLowerCase()}-with-public-key-${text.id}`,
        severity: 'must',
        maker: 'anyone',
        title: `${alg} with the public key as the secret: ${text.words}`,
        why: publicIsNoSecret,
        fix: 'K2',
        expects: 'invalid_token',
        unfit: (kit) => needsPublicKey(kit) ?? (text.of(kit) === undefined ? 'The key has no such form.' : undefined),
        send: (kit) => {
          const bytes = text.of(kit);
          return bytes === undefined ? [] : [bearer(confused(kit, alg, { bytes }))];
        },
      }),
    ),
  );
}

/** The same key under another algorithm of its kind. */
function otherAlgorithm(alg: string): CaseOf {
  return {
    id: `rs256-as-${alg.toLowerCase()}`,
    severity: 'must',
    maker: 'tenant',
    title: `${alg} signed with the tenant's own key`,
    why: `${pinAlgorithm} The JWK specifies another one.`,
    fix: 'K1',
    expects: 'invalid_token',
    unfit: (kit) =>
      needsPublicKey(kit) ?? (kit.api.signing_alg === alg ? `The API takes ${alg}: it is its own.` : undefined),
    send: (kit) => [bearer(kit.token({}, { alg }, { ...kit.keys.own, alg }))],
  };
}

const zeros = (count: number) => Buffer.alloc(count);

/** The order of P-256, FIPS 186-5. */
const orderOfP256 = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');

const one = Buffer.concat([zeros(31), Buffer.from([1])]);

export const algorithmCases = inGroup('algorithms', [
  {
    id: 'alg-none',
    severity: 'must',
    maker: 'anyone',
    title: 'alg "none" and no signature',
    why: noneIsNoSignature,
    fix: 'K1',
    expects: 'invalid_token',
    send: (kit) => {
      const payload = encode(JSON.stringify(kit.claims()));
      return [bearer(`${encode('{"alg":"none","typ":"JWT"}')}.${payload}.`)];
    },
  },
  {
    id: 'alg-none-mixed-case',
    severity: 'must',
    maker: 'anyone',
    title: 'alg "none" in other spellings',
    why: `${noneIsNoSignature} Deny lists miss other spellings.`,
    fix: 'K1',
    expects: 'invalid_token',
    send: (kit) =>
      spellings(
        Object.fromEntries(['None', 'NONE', 'nOnE', 'none '].map((alg) => [JSON.stringify(alg), unsigned(kit, alg)])),
      ),
  },
  {
    id: 'alg-none-keep-signature',
    severity: 'must',
    maker: 'anyone',
    title: 'alg "none" with the signature of a good token',
    why: noneIsNoSignature,
    fix: 'K1',
    expects: 'invalid_token',
    send: (kit) => [bearer(unsigned(kit, 'none', kit.token().split('.')[2]))],
  },
  {
    id: 'alg-none-no-dot',
    severity: 'must',
    maker: 'anyone',
    title: 'alg "none" in two parts',
    why: noneIsNoSignature,
    fix: 'K1',
    expects: 'invalid_token',
    send: (kit) => [bearer(unsigned(kit, 'none').slice(0, -1))],
  },
  ...(
    [
      ['alg-missing', 'No alg in the header', undefined],
      ['alg-empty', 'An empty alg', ''],
      ['alg-null', 'alg is null', null],
    ] as const
  ).map(
    ([id, title, alg]): CaseOf => ({
      id,
      severity: 'must',
      maker: 'anyone',
      title,
      why: 'Falling back to a default lets the sender choose the algorithm (RFC 7515 §4.1.1 requires alg).',
      fix: 'K1',
      expects: 'invalid_token',
      send: (kit) => [
        bearer(unsigned(kit, alg), { variant: 'unsigned' }),
        bearer(unsigned(kit, alg, kit.token().split('.')[2]), { variant: 'with a signature' }),
      ],
    }),
  ),
  ...(
    [
      ['alg-array', 'alg is a list', ['RS256', 'none']],
      ['alg-number', 'alg is a number', 256],
      ['alg-object', 'alg is an object', {}],
    ] as const
  ).map(
    ([id, title, alg]): CaseOf => ({
      id,
      severity: 'must',
      maker: 'anyone',
      title,
      why: 'alg is a string (RFC 7515 §4.1.1). Other types can slip past comparisons.',
      fix: 'K1',
      expects: 'invalid_token',
      send: (kit) => [bearer(unsigned(kit, alg, kit.token().split('.')[2]))],
    }),
  ),
  {
    id: 'alg-lowercase',
    // ruby-jwt compares without regard to case.
    severity: 'should',
    maker: 'tenant',
    title: 'alg in lower case',
    why: 'Names of algorithms are case-sensitive (RFC 7515 §4.1.1).',
    fix: 'K1',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, { alg: kit.keys.own.alg.toLowerCase() }))],
  },
  {
    id: 'alg-unknown',
    severity: 'must',
    maker: 'anyone',
    title: 'An alg that does not exist',
    why: 'Looking up names in a plain object also finds inherited properties.',
    fix: 'K1',
    expects: 'invalid_token',
    send: (kit) =>
      spellings(
        Object.fromEntries(
          ['XX999', '__proto__', 'constructor'].map((alg) => [alg, unsigned(kit, alg, kit.token().split('.')[2])]),
        ),
      ),
  },
  ...confusionCases(),
  {
    id: 'hs256-empty-secret',
    severity: 'must',
    maker: 'anyone',
    title: 'HS256 with an empty secret',
    why: 'A missing key must not turn into an empty one (CVE-2019-20933, CVE-2020-28637).',
    fix: 'K2',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, { alg: 'HS256' }, hmac('HS256', zeros(0))))],
  },
  {
    id: 'hs256-common-secret',
    severity: 'must',
    maker: 'anyone',
    title: `HS256 with each of ${weakSecrets.length} well-known secrets`,
    why: 'Attackers try secrets from examples and lists first (RFC 8725 §2.2, §3.5).',
    fix: 'K3',
    expects: 'invalid_token',
    send: (kit) =>
      weakSecrets.map((secret) =>
        bearer(kit.token({}, { alg: 'HS256' }, hmac('HS256', Buffer.from(secret))), { variant: secret }),
      ),
  },
  {
    id: 'hs256-kid-as-secret',
    severity: 'must',
    maker: 'anyone',
    title: 'HS256 with the kid as its secret',
    why: 'Anything in the token is not a secret (GHSA-869p-cjfg-cm3x).',
    fix: 'K3',
    expects: 'invalid_token',
    send: (kit) => {
      const kid = kit.keys.own.kid ?? 'key-1';
      return [bearer(kit.token({}, { alg: 'HS256', kid }, hmac('HS256', Buffer.from(kid))))];
    },
  },
  {
    id: 'hs256-client-id-as-secret',
    severity: 'must',
    maker: 'anyone',
    title: 'HS256 with the client id, or the audience, as its secret',
    why: 'Anything in the token is not a secret (GHSA-869p-cjfg-cm3x).',
    fix: 'K3',
    expects: 'invalid_token',
    send: (kit) =>
      spellings({
        'client id': kit.token({}, { alg: 'HS256' }, hmac('HS256', Buffer.from(kit.clientId))),
        audience: kit.token({}, { alg: 'HS256' }, hmac('HS256', Buffer.from(kit.audience))),
      }),
  },
  ...['PS256', 'RS384', 'RS512'].map(otherAlgorithm),
  {
    id: 'es256-foreign',
    severity: 'must',
    maker: 'anyone',
    title: "ES256 with a foreign key, under the tenant's kid",
    why: 'The key type must match the algorithm (RFC 8725 §3.1).',
    fix: 'K1',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, { alg: 'ES256' }, kit.keys.foreignEc))],
  },
  {
    id: 'ecdsa-zero-signature',
    severity: 'must',
    maker: 'anyone',
    title: 'ES256 with a signature of zeros',
    why: '"Psychic signatures": r and s must not be 0 (CVE-2022-21449; RFC 8725 §3.4).',
    fix: 'K4',
    expects: 'invalid_token',
    send: (kit) =>
      spellings(
        Object.fromEntries(
          Object.entries({
            'r = s = 0': Buffer.concat([zeros(32), zeros(32)]),
            'r = 0, s = 1': Buffer.concat([zeros(32), one]),
            'r = 1, s = 0': Buffer.concat([one, zeros(32)]),
            'r = s = n': Buffer.concat([orderOfP256, orderOfP256]),
            'in DER': Buffer.from('3006020100020100', 'hex'),
          }).map(([name, signature]) => [name, unsigned(kit, 'ES256', signature.toString('base64url'))]),
        ),
      ),
  },
  {
    id: 'rsa-zero-signature',
    severity: 'must',
    maker: 'anyone',
    title: 'An RSA signature of zeros',
    why: 'A signature of 0 must never verify (RFC 8725 §3.4).',
    fix: 'K4',
    expects: 'invalid_token',
    unfit: needsPublicKey,
    send: (kit) => [bearer(unsigned(kit, kit.keys.own.alg, zeros(256).toString('base64url')))],
  },
  {
    id: 'rsa-one-signature',
    severity: 'must',
    maker: 'anyone',
    title: 'An RSA signature of 1',
    why: 'A signature of 1 must never verify (RFC 8725 §3.4).',
    fix: 'K4',
    expects: 'invalid_token',
    unfit: needsPublicKey,
    send: (kit) => [
      bearer(unsigned(kit, kit.keys.own.alg, Buffer.concat([zeros(255), Buffer.from([1])]).toString('base64url'))),
    ],
  },
  {
    id: 'rsa-bare-digest',
    severity: 'must',
    maker: 'anyone',
    title: 'The padded digest, unsigned, as the signature',
    why: 'It would verify if the exponent were treated as 1 (RFC 8017 §8.2.2).',
    fix: 'K4',
    expects: 'invalid_token',
    unfit: needsPublicKey,
    send: (kit) => [bearer(unsigned(kit, kit.keys.own.alg, bareDigest().toString('base64url')))],
  },
]);

/** The head of an encoded message, RFC 8017 §9.2: what a signature is before it is one. */
function bareDigest(): Buffer {
  const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');
  const padding = Buffer.alloc(256 - 3 - digestInfo.length - 32, 0xff);
  return Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), digestInfo, zeros(32)]);
}
