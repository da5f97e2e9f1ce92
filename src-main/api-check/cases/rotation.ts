/**
 * A.12: keys over time, and a JWKS that misbehaves. Nothing is rotated for it: while such a case runs, the API under check
 * is served another JWKS, and nobody else is.
 */
import { generateKeyPairSync } from 'node:crypto';
import { bearer } from '../attempt.ts';
import { type CaseOf, inGroup, type Played, type Stage } from '../check-case.ts';
import { coolDown } from '../played-tenant.ts';
import type { ReadAnswer } from '../read-answer.ts';
import { publicJwkOf } from '../tokens/check-keys.ts';
import type { Signer } from '../tokens/sign-bytes.ts';
import type { TokenKit } from '../tokens/token-kit.ts';
import { needsPublicKey } from './shape.ts';

const keptAlive = 'Fetch keys from the JWKS and cache them, so that rotations go unnoticed.';
const staleIsFine = 'While the JWKS is unavailable, the API should keep using the keys it knows, and no others.';

const notFetched = "The API didn't fetch the JWKS during this run. It uses a fixed key or its cache.";
const notAgain = "The API didn't refetch the JWKS: its cache is still fresh.";

const json = { 'content-type': 'application/json; charset=utf-8' };

/** The key that the API has never seen, made once in a process. */
const newKid = 'tokenbench-new-key';
const octKid = 'tokenbench-oct-key';
const encKid = 'tokenbench-enc-key';
const twiceKid = 'tokenbench-same-kid';

let newKey: Signer | undefined;

function makeNewKey(alg: string): Signer {
  newKey ??= { alg, kid: newKid, key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey };
  return { ...newKey, alg };
}

/** With everything that a key set may hold, or with the tenant's kind of keys only. */
type GrownKind = 'whole' | 'plain';

/**
 * The JWKS two rotations later, with everything else that a key set may hold: all in one document, because libraries wait
 * half a minute before they ask again. `alg` is left out, as the service's own setting does.
 */
function grownKeySet(kit: TokenKit, kind: GrownKind = 'whole'): object {
  const { keys } = kit;
  const fresh = makeNewKey(keys.own.alg);
  const withoutAlg = keys.published.map(({ alg: _alg, ...key }) => key);
  const rsa = { use: 'sig' };
  const newer = fresh.key instanceof Uint8Array ? [] : [publicJwkOf(fresh.key, { ...rsa, kid: newKid })];
  if (kind === 'plain') return { keys: [...newer.map((key) => ({ ...key, alg: keys.own.alg })), ...keys.published] };
  return {
    keys: [
      ...newer,
      ...withoutAlg,
      { kty: 'oct', kid: octKid, k: Buffer.from('tokenbench-oct-secret').toString('base64url') },
      { ...keys.foreignRsa.publicJwk, alg: undefined, use: 'enc', kid: encKid },
      publicJwkOf(keys.foreignEc.key, { use: 'sig', kid: twiceKid }),
      { ...keys.foreignRsa.publicJwk, alg: undefined, kid: twiceKid },
      { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'tokenbench-okp-key' },
      { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AA', kid: 'tokenbench-akp-key' },
      { kty: 'XYZ', kid: 'tokenbench-unknown-kty' },
    ],
  };
}

/** Serves the grown key set, and gets the API to ask for it. @returns whether it has */
async function growKeySet(stage: Stage): Promise<boolean> {
  const { kit, tenant } = stage;
  serveJson(stage, grownKeySet(kit));
  const before = tenant.fetches;
  await stage.send(bearer(kit.token({}, { kid: newKid }, makeNewKey(kit.keys.own.alg))));
  return tenant.fetches > before;
}

function serveJson({ tenant }: Stage, value: object): void {
  tenant.serve({ status: 200, headers: json, body: JSON.stringify(value) });
}

function skip(reason: string): Played {
  return { verdict: 'not_run', got: 'not sent', reason };
}

function accepted(answer: ReadAnswer, words: string, otherwise: string): Played {
  return {
    verdict: answer.reading === 'accepted' ? 'as_expected' : 'refuses_right',
    got: answer.words,
    reason: answer.reading === 'accepted' ? words : otherwise,
    answer,
  };
}

function refused(answer: ReadAnswer, words: string, otherwise: string): Played {
  const isAccepted = answer.reading === 'accepted';
  return {
    verdict: isAccepted ? 'accepts_wrong' : 'as_expected',
    got: answer.words,
    reason: isAccepted ? otherwise : words,
    answer,
  };
}

/** Runs a case only where the API takes its keys from the tenant. */
function playing(play: (stage: Stage) => Promise<Played>): (stage: Stage) => Promise<Played> {
  return async (stage) => {
    if (!(await asksForKeys(stage))) return skip(notFetched);
    try {
      return await play(stage);
    } finally {
      stage.tenant.serveOwn();
    }
  };
}

async function asksForKeys({ kit, tenant, send, wait, mayWait }: Stage): Promise<boolean> {
  const probe = () => send(bearer(kit.token({}, { kid: 'unknown-kid' }, kit.keys.foreign)));
  if (tenant.fetches > 0) return true;
  await probe();
  if (tenant.fetches > 0 || !tenant.wasAskedBefore || !mayWait) return tenant.fetches > 0;
  await wait(coolDown + 1_000, 'until the API may refetch the JWKS');
  await probe();
  return tenant.fetches > 0;
}

/** The grown key set, once the API has it: what only some of the cases can wait for. */
const grown = new WeakMap<Stage['tenant'], GrownKind>();

function withGrownKeys(play: (stage: Stage) => Promise<Played>): (stage: Stage) => Promise<Played> {
  return playing(async (stage) => {
    const kind = grown.get(stage.tenant);
    if (kind === undefined) return skip(notAgain);
    if (kind === 'plain') return skip('It rejects key sets with other key types: see jwks-extra-keys.');
    serveJson(stage, grownKeySet(stage.kit));
    return play(stage);
  });
}

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

/** Whether good tokens pass, after a wait if need be: the case before may have left it with other keys. */
async function hasItsKeys({ kit, send, wait, mayWait }: Stage): Promise<boolean> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if ((await send(bearer(kit.token()))).reading === 'accepted') return true;
    if (!mayWait) return false;
    await wait(coolDown / 2 + 1_000, 'until the API refetches the JWKS');
  }
  return false;
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
    headers: json,
    body: '{"error":"server_error"}',
  })),
  misbehaving('jwks-down', 'The JWKS endpoint drops the connection', () => ({
    status: 0,
    headers: {},
    body: '',
    isDropped: true,
  })),
  misbehaving('jwks-garbage', 'The JWKS is not JSON', () => ({ status: 200, headers: json, body: '{"keys":[{' })),
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
      headers: json,
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
        headers: json,
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
  misbehaving('jwks-empty', 'The JWKS is empty', () => ({ status: 200, headers: json, body: '{"keys":[]}' })),
  misbehaving(
    'jwks-redirect',
    "The JWKS redirects to an attacker's JWKS",
    ({ attacker }) => ({ status: 302, headers: { location: attacker.url('jwks-redirect') }, body: '' }),
    { severity: 'may' },
  ),
]);
