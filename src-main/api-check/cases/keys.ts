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
const kidIsData = 'Only use kid to look up a key in a list (RFC 8725 §3.10; OWASP ASVS 9.1.3).';

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
    title: "Signed with a foreign key, under the tenant's kid",
    why: 'Is the signature verified at all? Decoding a token is not verifying it.',
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, {}, kit.keys.foreign))],
  },
  {
    id: 'kid-of-other-key',
    severity: 'should',
    maker: 'tenant',
    title: 'Signed with one tenant key, under the kid of another',
    why: 'kid identifies the key (RFC 7515 §4.1.4). An API with one fixed key ignores it.',
    fix: 'K6',
    expects: 'invalid_token',
    unfit: (kit) =>
      needsPublicKey(kit) ?? (kit.keys.next === undefined ? 'The tenant has only one signing key.' : undefined),
    send: (kit) => [bearer(kit.token({}, { kid: kit.keys.next?.kid }))],
  },
  baited('jku-header', "jku points to an attacker's JWKS", onlyOwnKeys, (_kit, jku) => ({ jku })),
  {
    id: 'jku-variants',
    severity: 'must',
    maker: 'anyone',
    title: 'jku that contains the issuer somewhere',
    why: `${onlyOwnKeys} Checking for a prefix or a substring is not enough.`,
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
    ...baited('x5u-header', "x5u points to an attacker's certificate", `${onlyOwnKeys} RFC 7515 §4.1.5.`, () => ({})),
    send: (kit, attacker) => [
      bearer(kit.token({}, { x5u: attacker.url('x5u-header', 'key.pem') }, kit.keys.foreign), { bait: 'x5u-header' }),
    ],
  },
  {
    id: 'jwk-header',
    severity: 'must',
    maker: 'anyone',
    title: 'The signing key is in the header (jwk)',
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
    title: 'A self-signed certificate is in the header (x5c)',
    why: 'A certificate must chain to a trusted CA (RFC 7515 §4.1.6).',
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
    title: 'The x5t of another certificate',
    why: 'Checking it is optional (RFC 7515 §4.1.7).',
    expects: 'either',
    tells: { accepted: 'x5t is not checked.', refused: 'x5t is checked.' },
    send: (kit) => [bearer(kit.token({}, { x5t: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA' }))],
  },
  {
    id: 'iss-driven-discovery',
    severity: 'must',
    maker: 'anyone',
    title: "iss points to an attacker's discovery document",
    why: 'Using iss before the token is verified lets an attacker choose where keys come from.',
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
    why: 'kid is optional (RFC 7515 §4.1.4). With several keys in the JWKS, an API may try all of them or refuse.',
    expects: 'either',
    tells: { accepted: 'Tokens without kid are accepted.', refused: 'kid is required.' },
    unfit: needsPublicKey,
    send: (kit) => [bearer(kit.token({}, { kid: undefined }))],
  },
  {
    id: 'missing-kid-foreign',
    severity: 'must',
    maker: 'anyone',
    title: 'Signed with a foreign key, without kid',
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
    title: 'Signed with a foreign key, under an unknown kid',
    why: onlyOwnKeys,
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({}, { kid: unknownKid }, kit.keys.foreign))],
  },
  {
    id: 'unknown-kid-own-key',
    severity: 'may',
    maker: 'tenant',
    title: "Signed with the tenant's key, under an unknown kid",
    why: 'An API that looks up keys by kid refuses it. One with a fixed key accepts it.',
    fix: 'R1',
    expects: 'either',
    tells: {
      accepted: 'kid is ignored. If the key is fixed, the next rotation breaks this API.',
      refused: 'Keys are looked up by their kid.',
    },
    send: (kit) => [bearer(kit.token({}, { kid: unknownKid }))],
  },
  {
    id: 'kid-path-traversal',
    severity: 'must',
    maker: 'anyone',
    title: 'kid is the path of a file with known content',
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
    title: 'kid contains SQL',
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
    why: `${kidIsData} A late response shows that it ran.`,
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
    title: 'kid contains an LDAP filter or a NoSQL operator',
    why: kidIsData,
    fix: 'K5',
    expects: 'invalid_token',
    send: (kit) =>
      spellings({
        LDAP: kit.token({}, { kid: '*)(uid=*' }, kit.keys.foreign),
        '{"$gt":""}': kit.token({}, { kid: { $gt: '' } }, kit.keys.foreign),
      }),
  },
  baited('kid-url', "kid is an attacker's URL", `${kidIsData} Fetching it is SSRF.`, (_kit, kid) => ({ kid })),
  {
    id: 'kid-type',
    severity: 'must',
    maker: 'anyone',
    title: 'kid is not a string, or an unusual one',
    why: 'kid is a case-sensitive string (RFC 7515 §4.1.4). Other types can crash lookups.',
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
    why: 'kid is logged and looked up. Both must cope with it.',
    fix: 'P1',
    expects: 'refuse',
    send: (kit) => [bearer(kit.token({}, { kid: 'k'.repeat(10_000) }, kit.keys.foreign))],
  },
]);
