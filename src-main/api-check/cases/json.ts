/** A.10: JSON and texts as parsers may trip over them. */
import { bearer, spellings } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';
import type { TokenKit } from '../tokens/token-kit.ts';
import { needsScope } from './scope.ts';

const mustStand = 'No token may crash the API, whatever it contains.';

/** The payload with one more member of a name that is there already. */
function twice(kit: TokenKit, name: string, value: unknown, place: 'before' | 'after'): string {
  const { header, payload } = kit.texts();
  const member = `"${name}":${JSON.stringify(value)}`;
  const text = place === 'before' ? `{${member},${payload.slice(1)}` : `${payload.slice(0, -1)},${member}}`;
  return kit.exact(header, text);
}

function duplicate(id: string, name: string, bad: (kit: TokenKit) => unknown, place: 'before' | 'after'): CaseOf {
  const last = place === 'before' ? 'good' : 'bad';
  return {
    id,
    severity: 'may',
    maker: 'tenant',
    title: `${name} twice, the ${last} one last`,
    why: 'RFC 7519 §4: reject duplicates or use the last one. A gateway with another parser may use the other.',
    fix: 'P6',
    expects: 'either',
    tells: {
      accepted: last === 'good' ? 'The last one is used.' : 'The first one is used.',
      refused:
        last === 'good'
          ? 'The first one is used, or duplicates are refused.'
          : 'The last one is used, or duplicates are refused.',
    },
    send: (kit) => [bearer(twice(kit, name, bad(kit), place))],
  };
}

/** Never a crash, in some time. */
function stands(id: string, title: string, claims: (kit: TokenKit) => object, within?: number): CaseOf {
  return {
    id,
    severity: 'must',
    maker: 'tenant',
    title,
    why: mustStand,
    fix: within === undefined ? 'P4' : 'P1',
    expects: 'stand',
    send: (kit) => [bearer(kit.token({ ...claims(kit) }), within === undefined ? {} : { within })],
  };
}

/** A claim written by hand. */
function written(id: string, title: string, value: string, within?: number): CaseOf {
  return {
    ...stands(id, title, () => ({}), within),
    send: (kit) => {
      const { header, payload } = kit.texts({ x: 'HERE' });
      return [bearer(kit.exact(header, payload.replace('"HERE"', value)), within === undefined ? {} : { within })];
    },
  };
}

export const jsonCases = inGroup('json', [
  duplicate('duplicate-aud-last-good', 'aud', () => 'https://evil.example/', 'before'),
  duplicate('duplicate-aud-first-good', 'aud', () => 'https://evil.example/', 'after'),
  duplicate('duplicate-exp', 'exp', (kit) => kit.now() - 3_600, 'before'),
  { ...duplicate('duplicate-scope', 'scope', () => 'other:scope', 'before'), unfit: needsScope },
  duplicate('duplicate-sub', 'sub', () => 'somebody-else@clients', 'before'),
  {
    id: 'duplicate-escaped',
    severity: 'may',
    maker: 'tenant',
    title: 'scope twice, once with an escaped letter',
    why: 'Both names are the same after unescaping (RFC 8259 §8.3).',
    fix: 'P6',
    expects: 'either',
    tells: { accepted: 'The first one is used.', refused: 'The last one is used, or duplicates are refused.' },
    unfit: needsScope,
    send: (kit) => {
      const { header, payload } = kit.texts(kit.scoped(kit.scopes.join(' ')));
      return [bearer(kit.exact(header, `${payload.slice(0, -1)},"\\u0073cope":"other:scope"}`))];
    },
  },
  {
    id: 'unicode-escaped-names',
    severity: 'may',
    maker: 'tenant',
    title: 'The name of a claim with an escaped letter',
    why: 'This is valid JSON (RFC 8259 §7).',
    expects: 'either',
    tells: { accepted: 'Escapes in names are understood.', refused: 'Escapes in names are not understood.' },
    send: (kit) => {
      const { header, payload } = kit.texts();
      return [bearer(kit.exact(header, payload.replace('"aud":', '"\\u0061ud":')))];
    },
  },
  {
    id: 'claim-case',
    // Go's JSON maps names without regard to case.
    severity: 'should',
    maker: 'tenant',
    title: '"Aud" instead of "aud"',
    why: 'Claim names are case-sensitive (RFC 7519 §4), but object mappers may not be.',
    fix: 'P6',
    expects: 'invalid_token',
    send: (kit) => [bearer(kit.token({ aud: undefined, Aud: kit.audience }))],
  },
  {
    id: 'proto-claim',
    severity: 'must',
    maker: 'tenant',
    title: 'The scope in __proto__',
    why: 'Merging claims into objects can change all objects (prototype pollution).',
    fix: 'P6',
    expects: 'insufficient_scope',
    unfit: needsScope,
    send: (kit) => {
      const { header, payload } = kit.texts({ scope: undefined, permissions: undefined });
      const granted = JSON.stringify({ scope: kit.scopes.join(' '), permissions: kit.scopes });
      const withMember = (member: string) => kit.exact(header, `${payload.slice(0, -1)},${member}}`);
      return [
        bearer(withMember(`"__proto__":${granted}`), { variant: '__proto__' }),
        bearer(withMember(`"constructor":{"prototype":${granted}}`), { variant: 'constructor.prototype' }),
        bearer(kit.token({ scope: undefined, permissions: undefined }), { variant: 'a plain token after them' }),
        bearer(kit.token(), { variant: 'a good token after them', expects: 'accept' }),
      ];
    },
  },
  stands('null-byte', 'A zero byte in sub', () => ({ sub: 'x\u0000y' })),
  stands('control-characters', 'Control characters in sub', () => ({ sub: 'x\r\n\u001b[31mred\u0007' })),
  stands('rtl-override', 'A right-to-left override in sub', () => ({ sub: 'user\u202etxt.exe' })),
  written('lone-surrogate', 'Half of a surrogate pair in a claim', '"\\ud800"'),
  {
    ...written('big-numbers', 'Very large numbers', '1e308'),
    send: (kit) => {
      const { header, payload } = kit.texts({ x: 'HERE' });
      return spellings({
        '1e308': kit.exact(header, payload.replace('"HERE"', '1e308')),
        '400 digits': kit.exact(header, payload.replace('"HERE"', '9'.repeat(400))),
      });
    },
  },
  {
    ...written('deep-json', 'Arrays nested 2,000 deep', '1', 2_000),
    // PyJWT breaks at it up to 2.6.
    breakSeverity: 'should',
    send: (kit) => {
      const { header, payload } = kit.texts({ x: 'HERE' });
      const nested = (depth: number) =>
        kit.exact(header, payload.replace('"HERE"', '['.repeat(depth) + ']'.repeat(depth)));
      return [bearer(nested(2_000), { within: 2_000 })];
    },
  },
  stands(
    'many-claims',
    '600 short claims',
    () => Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`c${index}`, 1])),
    2_000,
  ),
  stands(
    'many-scopes',
    '1,500 scopes',
    (kit) => ({ scope: [...kit.scopes, ...Array.from({ length: 1_500 }, (_, index) => `s${index}`)].join(' ') }),
    2_000,
  ),
]);
