/**
 * A.12: keys over time, and a JWKS that misbehaves. Nothing is rotated for it: while such a case runs, the API under check
 * is served another JWKS, and nobody else is.
 */
import { bearer } from '../attempt.ts';
import { type CaseOf, inGroup, type Stage } from '../check-case.ts';
import {
  accepted,
  growKeySet,
  grown,
  hasItsKeys,
  jsonHeaders,
  notAgain,
  playing,
  refused,
  serveJson,
  skip,
  withGrownKeys,
} from '../play-rotation.ts';
import { coolDown } from '../played-tenant.ts';
import { encKid, grownKeySet, makeNewKey, newKid, octKid, twiceKid } from '../tokens/grown-key-set.ts';
import { needsPublicKey } from './shape.ts';

const keptAlive = 'Fetch keys from the JWKS and cache them, so that rotations go unnoticed.';
const staleIsFine = 'While the JWKS is unavailable, the API should keep using the keys it knows, and no others.';

const facts = { severity: 'must', unfit: needsPublicKey } as const;

/** The JWKS misbehaves while the API has its keys: a good token passes, one by a foreign key does not. */
function misbehaving(
  id: string,
  title: string,
  document: (stage: Stage) => Parameters<Stage['tenant']['serve']>[0],
  more: Partial<CaseOf> = {},
): CaseOf {
  return {
    ...facts,
    id,
    title,
    why: staleIsFine,
    fix: 'R2',
    expects: 'accept',
    ...more,
    play: playing(async (stage) => {
      const { kit, tenant, send } = stage;
      if (!(await hasItsKeys(stage))) return skip("The API hasn't refetched its keys since the previous case.");
      const before = tenant.fetches;
      tenant.serve(document(stage));
      // Gets whoever looks up unknown kids to ask; its own answer may be a 5xx.
      await send(bearer(kit.token({}, { kid: 'unknown-kid' }, kit.keys.foreign)));
      const good = await send(bearer(kit.token()));
      const foreign = await send(bearer(kit.token({}, {}, kit.keys.foreign)));
      tenant.serveOwn();
      const hasAsked = tenant.fetches > before;
      if (foreign.reading === 'accepted') {
        return refused(foreign, '', 'It accepts a token signed with a foreign key while the JWKS is unavailable.');
      }
      if (good.reading === 'accepted') {
        return {
          ...accepted(good, '', ''),
          reason: hasAsked
            ? 'It refetched the JWKS, then kept using the keys it had.'
            : 'It kept using the keys it had.',
        };
      }
      // What a valid document says may be believed: an empty key set is one.
      return id === 'jwks-empty' || id === 'jwks-redirect'
        ? {
            verdict: 'remark',
            got: good.words,
            reason: 'It trusts this response until the next refetch.',
          }
        : // Respected libraries do, once an unknown kid has made them forget what they had.
          { ...accepted(good, '', 'It refuses valid tokens while the JWKS is unavailable.'), severity: 'should' };
    }),
  };
}

export const rotationCases = inGroup('rotation', [
  {
    ...facts,
    id: 'rotated-previous-key',
    title: 'After a rotation: a token signed with the previous key',
    why: `${keptAlive} Tokens signed with the previous key stay valid until they expire.`,
    fix: 'R1',
    expects: 'accept',
    play: playing(async (stage) => {
      serveJson(stage, grownKeySet(stage.kit));
      const answer = await stage.send(bearer(stage.kit.token()));
      return accepted(
        answer,
        'Tokens signed with the previous key are accepted.',
        'A rotation breaks tokens that are still in use.',
      );
    }),
  },
  {
    ...facts,
    id: 'rotated-next-key',
    title: 'After a rotation: a token signed with the new key',
    why: `${keptAlive} The next key is published well before it is used.`,
    fix: 'R1',
    expects: 'accept',
    play: playing(async (stage) => {
      const { next } = stage.kit.keys;
      if (next === undefined) return skip('The tenant has only one signing key.');
      serveJson(stage, grownKeySet(stage.kit));
      const answer = await stage.send(bearer(stage.kit.token({}, { kid: next.kid }, next)));
      return accepted(answer, 'The new key was already known.', 'After a rotation, the API needs a restart.');
    }),
  },
  {
    ...facts,
    id: 'new-key',
    severity: 'should',
    title: 'A token signed with a key that was just published',
    why: `${keptAlive} An unknown kid should trigger a refetch, but not too often.`,
    fix: 'R1',
    expects: 'accept',
    play: playing(async (stage) => {
      const { kit, tenant, send, wait, mayWait } = stage;
      const fresh = makeNewKey(kit.keys.own.alg);
      const token = () => bearer(kit.token({}, { kid: newKid }, fresh));
      const started = performance.now();
      const isFetched = await growKeySet(stage);
      let answer = await send(token());
      const since = tenant.sinceFetch() ?? 0;
      if (answer.reading !== 'accepted' && !isFetched) {
        if (!mayWait)
          return skip(
            `It may not refetch for another ${Math.ceil((coolDown - since) / 1_000)} s. Run the check with waits.`,
          );
        await wait(Math.max(0, coolDown + 1_000 - since), 'until the API may refetch the JWKS');
        answer = await send(token());
      }
      if (answer.reading === 'accepted') grown.set(tenant, 'whole');
      else if (isFetched) {
        // Perhaps it is not the new key that it does not take.
        serveJson(stage, grownKeySet(kit, 'plain'));
        answer = await send(token());
        grown.set(tenant, 'plain');
      }
      const seconds = Math.round((performance.now() - started) / 1_000);
      return accepted(
        answer,
        seconds < 2 ? 'New keys are picked up immediately.' : `New keys are picked up after ${seconds} s.`,
        "It doesn't refetch the JWKS for an unknown key.",
      );
    }),
  },
  {
    ...facts,
    id: 'jwks-extra-keys',
    // PyJWT breaks off at one of them up to 2.6.
    severity: 'should',
    title: 'A JWKS that also contains other key types',
    why: "Keys that aren't understood must be ignored (RFC 7517 §5).",
    fix: 'R2',
    expects: 'accept',
    play: playing(async (stage) => {
      const { kit, tenant, send } = stage;
      const kind = grown.get(tenant);
      if (kind === undefined) return skip(notAgain);
      if (kind === 'plain') {
        const reason = 'One unknown key type makes it reject the whole JWKS.';
        return { verdict: 'refuses_right', got: 'no key of the set was taken', reason };
      }
      serveJson(stage, grownKeySet(kit));
      const answer = await send(bearer(kit.token()));
      return accepted(answer, 'Unknown key types are ignored.', 'One unknown key type makes it reject the whole JWKS.');
    }),
  },
  {
    ...facts,
    id: 'jwks-no-alg',
    title: 'A JWKS whose keys have no alg',
    why: "alg is optional (RFC 7517 §4.4). Falling back to the token's alg is a vulnerability (CVE-2026-22817).",
    fix: 'K1',
    expects: 'accept',
    play: withGrownKeys(async ({ kit, send }) => {
      const good = await send(bearer(kit.token()));
      if (good.reading !== 'accepted') return accepted(good, '', 'It requires alg in the JWKS.');
      const secret = Buffer.from(JSON.stringify(kit.keys.current?.publicJwk ?? {}));
      const confused = await send(bearer(kit.token({}, { alg: 'HS256' }, { alg: 'HS256', key: secret })));
      return refused(
        confused,
        'The API chooses the algorithm itself.',
        "Without alg in the JWKS, it uses the token's.",
      );
    }),
  },
  {
    ...facts,
    id: 'jwks-with-oct-key',
    maker: 'anyone',
    title: 'A JWKS that contains a symmetric key, and an HS256 token signed with it',
    why: 'The API accepts one algorithm, whatever the JWKS contains (RFC 8725 §3.1).',
    fix: 'K2',
    expects: 'invalid_token',
    play: withGrownKeys(async ({ kit, send }) => {
      const key = Buffer.from('tokenbench-oct-secret');
      const answer = await send(bearer(kit.token({}, { alg: 'HS256', kid: octKid }, { alg: 'HS256', key })));
      return refused(
        answer,
        'Symmetric keys in the JWKS are ignored.',
        'A key that anyone can read is accepted for signing.',
      );
    }),
  },
  {
    ...facts,
    id: 'jwks-enc-key',
    severity: 'should',
    title: 'A token signed with a key published for encryption',
    why: 'A key has a single use (RFC 7517 §4.2).',
    fix: 'K5',
    expects: 'invalid_token',
    play: withGrownKeys(async ({ kit, send }) => {
      const signer = { ...kit.keys.foreignRsa, alg: kit.keys.own.alg };
      const answer = await send(bearer(kit.token({}, { kid: encKid }, signer)));
      return refused(answer, "Encryption keys aren't used to verify signatures.", "The key's use is not checked.");
    }),
  },
  {
    ...facts,
    id: 'jwks-duplicate-kid',
    severity: 'may',
    title: 'Two keys with the same kid, and a token signed with the second',
    why: 'kids should be unique. Libraries use the first key, try both, or refuse (RFC 7517 §4.5).',
    expects: 'either',
    play: withGrownKeys(async ({ kit, send }) => {
      const signer = { ...kit.keys.foreignRsa, alg: kit.keys.own.alg };
      const answer = await send(bearer(kit.token({}, { kid: twiceKid }, signer)));
      return {
        verdict: 'remark',
        got: answer.words,
        reason:
          answer.reading === 'accepted' ? 'All keys with this kid are tried.' : 'Only one key with this kid is tried.',
        answer,
      };
    }),
  },
  {
    ...facts,
    id: 'revoked-key',
    severity: 'may',
    title: 'A token whose key was revoked',
    why: "Libraries cache keys, usually for ten minutes, so revocation isn't immediate.",
    fix: 'R1',
    expects: 'either',
    play: playing(async (stage) => {
      const { kit, send } = stage;
      serveJson(stage, { keys: kit.keys.published.filter(({ kid }) => kid !== kit.keys.current?.kid) });
      const answer = await send(bearer(kit.token()));
      return {
        verdict: 'remark',
        got: answer.words,
        reason:
          answer.reading === 'accepted'
            ? "A revoked key works until the API's cache expires."
            : 'A revoked key is refused immediately.',
        answer,
      };
    }),
  },
  misbehaving('jwks-500', 'The JWKS endpoint returns 500', () => ({
    status: 500,
    headers: jsonHeaders,
    body: '{"error":"server_error"}',
  })),
  misbehaving('jwks-down', 'The JWKS endpoint drops the connection', () => ({
    status: 0,
    headers: {},
    body: '',
    isDropped: true,
  })),
  misbehaving('jwks-garbage', 'The JWKS is not JSON', () => ({
    status: 200,
    headers: jsonHeaders,
    body: '{"keys":[{',
  })),
  misbehaving('jwks-html-200', 'The JWKS is an HTML page with status 200', () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>Sign in to the Wi-Fi</title>',
  })),
  misbehaving(
    'jwks-huge',
    'The JWKS is 5 MB',
    ({ kit }) => ({
      status: 200,
      headers: jsonHeaders,
      body: JSON.stringify({ keys: kit.keys.published, filler: 'x'.repeat(5_000_000) }),
    }),
    { severity: 'should' },
  ),
  {
    ...facts,
    id: 'jwks-slow',
    severity: 'should',
    title: 'The JWKS takes five seconds to load',
    why: 'One request waiting for a key must not block the others.',
    fix: 'R2',
    expects: 'accept',
    play: playing(async (stage) => {
      const { kit, tenant, send, mayWait } = stage;
      if (!mayWait) return skip('This takes five seconds. Run the check with waits.');
      const before = tenant.fetches;
      tenant.serve({
        status: 200,
        headers: jsonHeaders,
        body: JSON.stringify({ keys: kit.keys.published }),
        delay: 5_000,
      });
      const slow = send(bearer(kit.token({}, { kid: 'unknown-kid' }, kit.keys.foreign), { within: 8_000 }));
      const good = await send(bearer(kit.token(), { within: 2_000 }));
      const hasAsked = tenant.fetches > before;
      if (hasAsked) await slow;
      else slow.catch(() => undefined);
      return accepted(
        good,
        hasAsked ? 'Other requests are served meanwhile.' : "It didn't refetch: requests are served from its cache.",
        'While one request waits for the JWKS, all others wait, too.',
      );
    }),
  },
  {
    ...facts,
    id: 'unknown-kid-flood',
    severity: 'should',
    maker: 'anyone',
    title: '50 tokens with 50 unknown kids',
    why: 'If every unknown kid triggers a fetch, attackers can overload both the API and the tenant.',
    fix: 'R2',
    expects: 'refuse',
    play: playing(async ({ kit, tenant, send }) => {
      const before = tenant.fetches;
      const flood = Array.from({ length: 50 }, (_, index) => `flood-${index}`);
      const answers = await Promise.all(flood.map((kid) => send(bearer(kit.token({}, { kid }, kit.keys.foreign)))));
      const fetched = tenant.fetches - before;
      const got = `${fetched} ${fetched === 1 ? 'fetch' : 'fetches'} of the JWKS`;
      const passed = answers.find(({ reading }) => reading === 'accepted');
      if (passed !== undefined) return { ...refused(passed, '', 'A token with an unknown kid is accepted.'), got };
      return {
        verdict: fetched > 10 ? 'accepts_wrong' : 'as_expected',
        got,
        reason: fetched > 10 ? 'Every unknown kid triggers a JWKS fetch.' : 'It limits how often it refetches.',
      };
    }),
  },
  // Last: a cache that has taken one of these for the key set may keep it for minutes.
  misbehaving('jwks-empty', 'The JWKS is empty', () => ({ status: 200, headers: jsonHeaders, body: '{"keys":[]}' })),
  misbehaving(
    'jwks-redirect',
    "The JWKS redirects to an attacker's JWKS",
    ({ attacker }) => ({ status: 302, headers: { location: attacker.url('jwks-redirect') }, body: '' }),
    { severity: 'may' },
  ),
]);
