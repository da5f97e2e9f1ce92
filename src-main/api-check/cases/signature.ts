/** A.6: the signature over what is read. */
import { bearer, spellings } from '../attempt.ts';
import { inGroup } from '../check-case.ts';
import { encode } from '../tokens/sign-bytes.ts';

const verify = 'Whoever can change a token without its being noticed writes his own (OWASP API2; RFC 7515 §5.2).';

export const signatureCases = inGroup('signature', [
  {
    id: 'tampered-payload',
    severity: 'must',
    maker: 'anyone',
    title: 'A claim was changed after signing',
    why: verify,
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, signature } = kit.parts();
      const changed = (claims: object) =>
        `${header}.${encode(JSON.stringify(kit.claims({ ...claims })))}.${signature.toString('base64url')}`;
      return spellings({
        'a wider scope': changed({ scope: [...kit.scopes, 'admin:everything'].join(' ') }),
        'another sub': changed({ sub: 'admin@clients' }),
        'a later exp': changed({ exp: kit.now() + 86_400_000 }),
      });
    },
  },
  {
    id: 'tampered-header',
    severity: 'must',
    maker: 'anyone',
    title: 'A parameter was added to the header after signing',
    why: 'The header is signed, too (RFC 7515 §5.2).',
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => {
      const { payload, signature } = kit.parts();
      const header = encode(JSON.stringify({ ...kit.header, x: 1 }));
      return [bearer(`${header}.${payload}.${signature.toString('base64url')}`)];
    },
  },
  {
    id: 'tampered-signature',
    severity: 'must',
    maker: 'anyone',
    title: 'One bit in the middle of the signature was turned',
    why: verify,
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload, signature } = kit.parts();
      const middle = signature.length >> 1;
      signature[middle] = (signature[middle] ?? 0) ^ 1;
      return [bearer(`${header}.${payload}.${signature.toString('base64url')}`)];
    },
  },
  {
    id: 'truncated-signature',
    severity: 'must',
    maker: 'anyone',
    title: 'A part of the signature',
    why: 'A comparison of prefixes accepts what is short enough to guess.',
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload, signature } = kit.parts();
      const cut = (length: number) => `${header}.${payload}.${signature.subarray(0, length).toString('base64url')}`;
      return spellings({
        'without its last 6 bytes': cut(signature.length - 6),
        'its first half': cut(signature.length >> 1),
        'its first byte': cut(1),
      });
    },
  },
  {
    id: 'empty-signature',
    severity: 'must',
    maker: 'anyone',
    title: 'No signature, under the algorithm of a good token',
    why: 'No signature is not a right one (CVE-2020-28042).',
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload } = kit.parts();
      return [bearer(`${header}.${payload}.`)];
    },
  },
  {
    id: 'extended-signature',
    severity: 'must',
    maker: 'anyone',
    title: 'A zero byte before or after the signature',
    why: 'The length of a signature is fixed (RFC 8017 §8.2.2; RFC 7518 §3.2).',
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload, signature } = kit.parts();
      const zero = Buffer.alloc(1);
      return spellings({
        after: `${header}.${payload}.${Buffer.concat([signature, zero]).toString('base64url')}`,
        before: `${header}.${payload}.${Buffer.concat([zero, signature]).toString('base64url')}`,
      });
    },
  },
  {
    id: 'signature-of-other-token',
    severity: 'must',
    maker: 'holder',
    title: 'The signature of another good token',
    why: 'A signature is one of its own token only (RFC 7515 §5.2).',
    fix: 'K6',
    expects: 'invalid_token',
    send: (kit) => {
      const { header, payload } = kit.parts();
      const other = kit.parts({ sub: `${kit.otherClientId}@clients` });
      return [bearer(`${header}.${payload}.${other.signature.toString('base64url')}`)];
    },
  },
  {
    id: 'replay',
    severity: 'must',
    title: 'The same good token twice',
    why: 'Access tokens are used until they expire. An API that takes each once breaks its clients.',
    expects: 'accept',
    send: (kit) => {
      const token = kit.token();
      return [bearer(token, { variant: 'first' }), bearer(token, { variant: 'again' })];
    },
  },
]);
