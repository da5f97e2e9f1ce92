/** A.9: what a token allows. */
import { bearer } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';
import type { TokenKit } from '../tokens/token-kit.ts';

const wholeWords =
  'Scopes are separated by spaces and must match exactly, including case (RFC 6749 §3.3; RFC 6750 §3.1; OWASP API5).';

export function needsScope({ scopes }: TokenKit): string | undefined {
  return scopes.length === 0 ? "The route doesn't seem to require a permission. Enter one if it does." : undefined;
}

/** The scopes that the route needs, each written in another way. */
function spelled(kit: TokenKit, spell: (scope: string) => string): string {
  return kit.scopes.map(spell).join(' ');
}

function refused(id: string, title: string, scope: (kit: TokenKit) => unknown, more: Partial<CaseOf> = {}): CaseOf {
  return {
    id,
    severity: 'must',
    maker: 'holder',
    title,
    why: wholeWords,
    fix: 'S1',
    expects: 'insufficient_scope',
    unfit: needsScope,
    ...more,
    send: (kit) => [bearer(kit.token(kit.scoped(scope(kit))))],
  };
}

/** The right scopes somewhere in a list of fifty. */
function placed(id: string, title: string, place: 'first' | 'middle' | 'last'): CaseOf {
  return {
    id,
    severity: 'must',
    title,
    why: wholeWords,
    fix: 'S1',
    expects: 'accept',
    unfit: needsScope,
    send: (kit) => {
      const others = Array.from({ length: 49 }, (_, index) => `other:scope${index}`);
      const at = { first: 0, middle: 25, last: 49 }[place];
      const scopes = [...others.slice(0, at), ...kit.scopes, ...others.slice(at)];
      const { permissions } = kit.claims();
      return [
        bearer(kit.token({ scope: scopes.join(' '), ...(permissions === undefined ? {} : { permissions: scopes }) })),
      ];
    },
  };
}

/** Splitting at any white space is so usual, and such a token so unlikely, that it is a warning there. */
function joined(id: string, name: string, separator: string): CaseOf {
  const join = (kit: TokenKit) => ['other:one', ...kit.scopes, 'other:two'].join(separator);
  const severity = /\s/.test(separator) ? 'should' : 'must';
  return refused(id, `Scopes joined by ${name}`, join, { maker: 'tenant', severity });
}

function misplaced(id: string, claim: string): CaseOf {
  return {
    id,
    severity: 'should',
    maker: 'tenant',
    title: `The right scope in the claim ${claim}`,
    why: 'The claim is scope (RFC 8693 §4.2; RFC 9068 §2.2.3).',
    fix: 'S2',
    expects: 'insufficient_scope',
    unfit: needsScope,
    send: (kit) => [
      bearer(
        kit.token({ ...kit.scoped(undefined), [claim]: claim === 'scp' ? kit.scopes.join(' ') : [...kit.scopes] }),
      ),
    ],
  };
}

export const scopeCases = inGroup('scope', [
  {
    ...refused('scope-missing', 'No scope', () => undefined),
    send: (kit) => [bearer(kit.token({ scope: undefined, permissions: undefined }))],
  },
  refused('scope-empty', 'An empty scope', () => ''),
  refused('scope-space', 'A scope of one space', () => ' ', {
    why: `${wholeWords} ''.split(' ') yields one empty string.`,
  }),
  refused('scope-other', 'Another scope of the API', (kit) => kit.otherScopes.join(' ') || 'other:scope'),
  refused('scope-prefix', 'The right scope without its last character', (kit) =>
    spelled(kit, (one) => one.slice(0, -1)),
  ),
  {
    ...refused('scope-superstring', 'A scope that contains the right one', () => undefined),
    send: (kit) => [
      bearer(kit.token(kit.scoped(spelled(kit, (one) => `${one}2`))), { variant: 'longer at its end' }),
      bearer(kit.token(kit.scoped(spelled(kit, (one) => `x${one}`))), { variant: 'longer at its start' }),
    ],
  },
  refused('scope-case', 'The right scope with different capitalization', (kit) =>
    spelled(kit, (one) => one.replace(/(^|:)(\w)/g, (_, before, letter) => before + swapCase(letter))),
  ),
  joined('scope-comma', 'commas', ','),
  joined('scope-semicolon', 'semicolons', ';'),
  joined('scope-tab', 'tabs', '\t'),
  joined('scope-newline', 'newlines', '\n'),
  joined('scope-nbsp', 'non-breaking spaces', '\u00a0'),
  {
    id: 'scope-double-space',
    severity: 'may',
    maker: 'tenant',
    title: 'Two spaces between scopes',
    why: 'Not allowed, but harmless (RFC 6749 §3.3).',
    expects: 'either',
    tells: { accepted: 'Repeated spaces are tolerated.', refused: 'Repeated spaces are rejected.' },
    unfit: needsScope,
    send: (kit) => {
      const { permissions } = kit.claims();
      return [bearer(kit.token({ scope: `other:one  ${kit.scopes.join('  ')}`, permissions }))];
    },
  },
  placed('scope-first', 'The right scope, first of 50', 'first'),
  placed('scope-middle', 'The right scope, in the middle of 50', 'middle'),
  placed('scope-last', 'The right scope, last of 50', 'last'),
  {
    id: 'scope-array',
    severity: 'may',
    maker: 'tenant',
    title: 'scope is a list',
    why: 'RFC 8693 §4.2 requires a string, but some libraries also accept lists.',
    fix: 'S1',
    expects: 'either',
    tells: { accepted: 'Lists of scopes are accepted.', refused: 'scope must be a string.' },
    unfit: needsScope,
    send: (kit) => [bearer(kit.token(kit.scoped([...kit.scopes])))],
  },
  {
    ...refused('scope-object', 'scope is an object', () => undefined, { maker: 'tenant' }),
    send: (kit) => [
      bearer(kit.token(kit.scoped(Object.fromEntries(kit.scopes.map((one) => [one, true])))), { variant: 'by name' }),
      bearer(kit.token(kit.scoped({ includes: 1, split: 1 })), { variant: 'with members of a text' }),
    ],
  },
  misplaced('scp-claim', 'scp'),
  misplaced('scopes-claim', 'scopes'),
  misplaced('roles-claim', 'roles'),
  {
    ...refused('scope-wildcard', 'A wildcard', () => undefined),
    send: (kit) => [
      bearer(kit.token(kit.scoped(spelled(kit, (one) => one.replace(/:.*$/, ':*').replace(/^[^:]*$/, '*')))), {
        variant: 'read:*',
      }),
      bearer(kit.token(kit.scoped('*')), { variant: '*' }),
      bearer(kit.token(kit.scoped('*:*')), { variant: '*:*' }),
    ],
  },
  {
    id: 'permissions-only',
    severity: 'may',
    maker: 'tenant',
    title: 'The right permission, without scope',
    why: 'With RBAC, an API may check either claim.',
    fix: 'S2',
    expects: 'either',
    tells: { accepted: 'The API checks permissions.', refused: 'The API checks scope.' },
    unfit: needsScope,
    send: (kit) => [bearer(kit.token({ scope: undefined, permissions: [...kit.scopes] }))],
  },
  {
    id: 'permissions-and-scope-differ',
    severity: 'may',
    maker: 'tenant',
    title: 'Granted in scope, but not in permissions',
    why: 'permissions is what the subject has; scope is what was requested.',
    fix: 'S2',
    expects: 'either',
    tells: { accepted: 'scope decides.', refused: 'permissions decide.' },
    unfit: needsScope,
    send: (kit) => [bearer(kit.token({ scope: kit.scopes.join(' '), permissions: ['other:permission'] }))],
  },
  {
    ...refused('permissions-string', 'permissions is a string that contains the right one', () => undefined, {
      maker: 'tenant',
      fix: 'S2',
    }),
    send: (kit) => [bearer(kit.token({ scope: undefined, permissions: spelled(kit, (one) => `${one}2`) }))],
  },
  {
    id: 'insufficient-scope-form',
    severity: 'should',
    title: 'The 403 says which scope is missing',
    why: 'Clients need to know which scope to request (RFC 6750 §3.1).',
    fix: 'S3',
    expects: 'insufficient_scope',
    unfit: needsScope,
    async play({ kit, send }) {
      const answer = await send(bearer(kit.token(kit.scoped('other:scope'))));
      const challenge = answer.headers['www-authenticate'] ?? '';
      if (answer.reading !== 'refused') return notRefused(answer.words);
      const isNamed = /error="?insufficient_scope/.test(challenge);
      return {
        verdict: isNamed ? 'as_expected' : 'remark',
        got: answer.words,
        reason: isNamed
          ? 'The challenge names the error.'
          : 'The response has no WWW-Authenticate header with error="insufficient_scope".',
        answer,
      };
    },
  },
  {
    id: 'scope-before-authentication',
    severity: 'must',
    maker: 'anyone',
    title: 'An invalid token that also lacks the scope',
    why: 'Authenticate first (401), then authorize (403). A 403 reveals too much to strangers.',
    fix: 'S3',
    expects: 'invalid_token',
    unfit: needsScope,
    send: (kit) => [bearer(kit.token(kit.scoped('other:scope'), {}, kit.keys.foreign))],
  },
]);

function swapCase(letter: string): string {
  const upper = letter.toUpperCase();
  return upper === letter ? letter.toLowerCase() : upper;
}

function notRefused(got: string) {
  return {
    verdict: 'remark' as const,
    got,
    reason: 'A token without the scope was accepted: see scope-other.',
  };
}
