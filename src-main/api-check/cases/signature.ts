/** A.6: the signature over what is read. */
import { bearer, spellings } from '../attempt.ts';
import { inGroup } from '../check-case.ts';
import { encode } from '../tokens/sign-bytes.ts';

const verify = 'If changes go unnoticed, anyone can forge a token (OWASP API2; RFC 7515 §5.2).';

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
    why: 'The signature covers the header, too (RFC 7515 §5.2).',
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
    title: 'One bit of the signature was flipped',
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
    title: 'A truncated signature',
    why: 'Comparing prefixes accepts signatures short enough to guess.',
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
    title: 'An empty signature, with the usual algorithm',
    why: 'An empty signature must never be valid (CVE-2020-28042).',
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
    why: 'A signature is only valid for its own token (RFC 7515 §5.2).',
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
    why: 'Clients reuse access tokens until they expire. An API that accepts each only once breaks them.',
    expects: 'accept',
    send: (kit) => {
      const token = kit.token();
      return [bearer(token, { variant: 'first' }), bearer(token, { variant: 'again' })];
    },
  },
]);
