/**
 * A.4: which key a token is checked with. Run last of the plain groups: libraries look up an unknown kid a few times a minute
 * only, and answer 500 beyond that.
 */
import { type Attempt, bearer, spellings } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';
import type { Signer } from '../tokens/sign-bytes.ts';
import type { TokenKit } from '../tokens/token-kit.ts';
import { needsPublicKey } from './shape.ts';

const onlyOwnKeys = 'Keys come from the configured JWKS, never from the token (RFC 8725 §3.10; OWASP ASVS 9.1.3).';
const kidIsData = 'A kid is looked up in a list and put nowhere else (RFC 8725 §3.10; OWASP ASVS 9.1.3).';

/** The one kid for wherever its value does not matter: each new one costs the API a lookup. */
const unknownKid = 'unknown-kid';

const withSecret = (text: string): Signer => ({ alg: 'HS256', key: Buffer.from(text, 'latin1') });

/** Up to the root from however deep a folder. */
const nowhere = `${'../'.repeat(12)}dev/null`;

/** A token that anybody can sign by HMAC, under a kid that might lead to a key of that content. */
function guessed(kit: TokenKit, kid: unknown, key: string): string {
  return kit.token({}, { alg: 'HS256', kid }, withSecret(key));
}

/** A token by somebody else's key, in whose header stands where to find that key. */
function baited(id: string, title: string, why: string, header: (kit: TokenKit, url: string) => object): CaseOf {
  return {
    id,
    severity: 'must',
    maker: 'anyone',
    title,
    why,
    fix: 'K5',
    expects: 'invalid_token',
    unfit: needsPublicKey,
    send: (kit, attacker) => [
      bearer(kit.token({}, { ...header(kit, attacker.url(id)) }, kit.keys.foreign), { bait: id }),
    ],
  };
}

export const keyCases = inGroup('keys', [
  {
    id: 'foreign-key-known-kid',
    severity: 'must',
    maker: 'anyone',
    title: "Signed by somebody else's key, under your tenant's kid",
    why: 'Is the signature checked at all? Decoding is not verifying.',
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, {}, kit.keys.foreign))],
  },
  {
    id: 'kid-of-other-key',
    severity: 'should',
    maker: 'tenant',
    title: "Signed by one of the tenant's keys, under the kid of another",
    why: 'The kid says which key it was (RFC 7515 §4.1.4). An API with one fixed key does not look at it.',
    fix: 'K6',
    expects: 'invalid_token',
    unfit: (kit) =>
      needsPublicKey(kit) ?? (kit.keys.next === undefined ? 'The tenant has one signing key only.' : undefined),
    send: (kit) => [bearer(kit.token({}, { kid: kit.keys.next?.kid }))],
  },
  baited('jku-header', 'jku leads to a key set of an attacker', onlyOwnKeys, (_kit, jku) => ({ jku })),
  {
    id: 'jku-variants',
    severity: 'must',
    maker: 'anyone',
    title: 'jku with the issuer somewhere in it',
    why: `${onlyOwnKeys} Comparing how an address begins, or what it holds, is no check.`,
    fix: 'K5',
    expects: 'invalid_token',
    unfit: needsPublicKey,
    send: (kit, attacker) => {
      const { host } = new URL(kit.issuer);
      const path = 'jku-variants/.well-known/jwks.json';
      const addresses: Record<string, string> = {
        'before an @': `http://${host}@127.0.0.1:${attacker.port}/${path}`,
        'in the query': `${attacker.origin}/${path}?${kit.issuer}.well-known/jwks.json`,
        'in the fragment': `${attacker.origin}/${path}#${kit.issuer}`,
        'in the path': `${attacker.origin}/jku-variants/${host}/.well-known/jwks.json`,
      };
      return Object.entries(addresses).map(
        ([variant, jku]): Attempt =>
          bearer(kit.token({}, { jku }, kit.keys.foreign), { variant, bait: 'jku-variants' }),
      );
    },
  },
  {
    ...baited('x5u-header', 'x5u leads to a certificate of an attacker', `${onlyOwnKeys} RFC 7515 §4.1.5.`, () => ({})),
    send: (kit, attacker) => [
      bearer(kit.token({}, { x5u: attacker.url('x5u-header', 'key.pem') }, kit.keys.foreign), { bait: 'x5u-header' }),
    ],
  },
  {
    id: 'jwk-header',
    severity: 'must',
    maker: 'anyone',
    title: 'The key that signed is in the header (jwk)',
    why: `${onlyOwnKeys} CVE-2018-0114.`,
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) => [
      bearer(
        kit.token({}, { alg: 'RS256', jwk: kit.keys.foreignRsa.publicJwk }, { ...kit.keys.foreignRsa, alg: 'RS256' }),
      ),
    ],
  },
  {
    id: 'x5c-header',
    severity: 'must',
    maker: 'anyone',
    title: 'A self-signed certificate of the key is in the header (x5c)',
    why: 'A certificate counts if its chain leads to somebody who is trusted (RFC 7515 §4.1.6).',
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) => [
      bearer(kit.token({}, { alg: 'RS256', x5c: [kit.keys.foreignRsa.x5c] }, { ...kit.keys.foreignRsa, alg: 'RS256' })),
    ],
  },
  {
    id: 'x5t-mismatch',
    severity: 'may',
    maker: 'tenant',
    title: 'x5t of another certificate',
    why: 'The check is optional (RFC 7515 §4.1.7).',
    expects: 'either',
    tells: { accepted: 'x5t is not compared.', refused: 'x5t is compared.' },
    send: (kit) => [bearer(kit.token({}, { x5t: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA' }))],
  },
  {
    id: 'iss-driven-discovery',
    severity: 'must',
    maker: 'anyone',
    title: 'iss leads to a discovery document of an attacker',
    why: 'An issuer that is read from the token before it is verified fetches from anywhere, and trusts what it finds.',
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit, attacker) => [
      bearer(kit.token({ iss: `${attacker.origin}/iss-driven-discovery/` }, {}, kit.keys.foreign), {
        bait: 'iss-driven-discovery',
      }),
    ],
  },
  {
    id: 'missing-kid',
    severity: 'may',
    maker: 'tenant',
    title: 'No kid',
    why: 'It is optional (RFC 7515 §4.1.4). With two keys in the JWKS an API may try all, or refuse.',
    expects: 'either',
    tells: { accepted: 'Without a kid it finds the key all the same.', refused: 'It needs a kid.' },
    unfit: needsPublicKey,
    send: (kit) => [bearer(kit.token({}, { kid: undefined }))],
  },
  {
    id: 'missing-kid-foreign',
    severity: 'must',
    maker: 'anyone',
    title: "Signed by somebody else's key, without a kid",
    why: onlyOwnKeys,
    fix: 'K5',
    expects: 'invalid_token',
    unfit: needsPublicKey,
    send: (kit) => [bearer(kit.token({}, { kid: undefined }, kit.keys.foreign))],
  },
  {
    id: 'unknown-kid',
    severity: 'must',
    maker: 'anyone',
    title: "Signed by somebody else's key, under a kid that nobody knows",
    why: onlyOwnKeys,
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, { kid: unknownKid }, kit.keys.foreign))],
  },
  {
    id: 'unknown-kid-own-key',
    severity: 'may',
    maker: 'tenant',
    title: "Signed by the tenant's key, under a kid that nobody knows",
    why: 'An API that looks keys up by kid refuses it. One with a fixed key accepts it.',
    fix: 'R1',
    expects: 'either',
    tells: {
      accepted: 'It does not look at the kid: with a fixed key it breaks at the next rotation.',
      refused: 'Keys are looked up by their kid.',
    },
    send: (kit) => [bearer(kit.token({}, { kid: unknownKid }))],
  },
  {
    id: 'kid-path-traversal',
    severity: 'must',
    maker: 'anyone',
    title: 'kid is the path of a file whose content is known',
    why: kidIsData,
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) => [
      ...spellings({
        // An empty key, which is the same as one of zero bytes (RFC 2104 §2).
        '…/../dev/null': guessed(kit, nowhere, ''),
        '/dev/null': guessed(kit, '/dev/null', ''),
        'win.ini': guessed(kit, '..\\..\\..\\windows\\win.ini', ''),
        'file:///dev/null': guessed(kit, 'file:///dev/null', ''),
      }),
    ],
  },
  {
    id: 'kid-sql',
    severity: 'must',
    maker: 'anyone',
    title: 'kid is a piece of SQL',
    why: `${kidIsData} A 500 here is a strong hint of an injection.`,
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) =>
      spellings({
        UNION: guessed(kit, "' UNION SELECT 'x' --", 'x'),
        OR: guessed(kit, "' OR '1'='1", 'x'),
        comment: guessed(kit, '"; --', 'x'),
      }),
  },
  {
    id: 'kid-command',
    severity: 'must',
    maker: 'anyone',
    title: 'kid is a command that sleeps for four seconds',
    why: `${kidIsData} An answer that comes late shows that it ran.`,
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) =>
      ['$(sleep 4)', '|sleep 4', ';sleep 4', '`sleep 4`'].map((kid) =>
        bearer(kit.token({}, { kid }, kit.keys.foreign), { variant: kid, within: 3_500 }),
      ),
  },
  {
    id: 'kid-ldap-nosql',
    severity: 'must',
    maker: 'anyone',
    title: 'kid is a filter of LDAP, or an operator of a document database',
    why: kidIsData,
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) =>
      spellings({
        LDAP: kit.token({}, { kid: '*)(uid=*' }, kit.keys.foreign),
        '{"$gt":""}': kit.token({}, { kid: { $gt: '' } }, kit.keys.foreign),
      }),
  },
  baited('kid-url', 'kid is an address of an attacker', `${kidIsData} Following it is SSRF.`, (_kit, kid) => ({ kid })),
  {
    id: 'kid-type',
    severity: 'must',
    maker: 'anyone',
    title: 'kid is no string, or a strange one',
    why: 'kid is a case-sensitive string (RFC 7515 §4.1.4). Other types crash lookups.',
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) =>
      spellings({
        number: kit.token({}, { kid: 1 }, kit.keys.foreign),
        list: kit.token({}, { kid: ['a'] }, kit.keys.foreign),
        object: kit.token({}, { kid: {} }, kit.keys.foreign),
        null: kit.token({}, { kid: null }, kit.keys.foreign),
        __proto__: kit.exact(
          JSON.stringify({ ...kit.header, kid: '__proto__' }),
          JSON.stringify(kit.claims()),
          kit.keys.foreign,
        ),
        constructor: kit.token({}, { kid: 'constructor' }, kit.keys.foreign),
      }),
  },
  {
    id: 'huge-kid',
    severity: 'must',
    maker: 'anyone',
    title: 'A kid of 10 KB',
    why: 'It is logged and looked up: both have to stand it.',
    fix: 'P1',
    expects: 'refuse',
    send: (kit) => [bearer(kit.token({}, { kid: 'k'.repeat(10_000) }, kit.keys.foreign))],
  },
]);
