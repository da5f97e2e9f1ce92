/** A.9: what a token allows. */
import { bearer } from '../attempt.ts';
import { type CaseOf, inGroup } from '../check-case.ts';
import type { TokenKit } from '../tokens/token-kit.ts';

const wholeWords =
  'A scope is one of the words between the spaces, whole and case-sensitive (RFC 6749 §3.3; RFC 6750 §3.1; OWASP API5).';

export function needsScope({ scopes }: TokenKit): string | undefined {
  return scopes.length === 0 ? 'The route needs no permission, as far as is known: name one if it does.' : undefined;
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
    title: `The right scope, in the claim ${claim}`,
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
    why: `${wholeWords} ''.split(' ') gives one empty text.`,
  }),
  refused('scope-other', 'Another scope of the API', (kit) => kit.otherScopes.join(' ') || 'other:scope'),
  refused('scope-prefix', 'The right scope without its last letter', (kit) => spelled(kit, (one) => one.slice(0, -1))),
  {
    ...refused('scope-superstring', 'A scope that holds the right one', () => undefined),
    send: (kit) => [
      bearer(kit.token(kit.scoped(spelled(kit, (one) => `${one}2`))), { variant: 'longer at its end' }),
      bearer(kit.token(kit.scoped(spelled(kit, (one) => `x${one}`))), { variant: 'longer at its start' }),
    ],
  },
  refused('scope-case', 'The right scope in another case', (kit) =>
    spelled(kit, (one) => one.replace(/(^|:)(\w)/g, (_, before, letter) => before + swapCase(letter))),
  ),
  joined('scope-comma', 'commas', ','),
  joined('scope-semicolon', 'semicolons', ';'),
  joined('scope-tab', 'tabs', '\t'),
  joined('scope-newline', 'line ends', '\n'),
  joined('scope-nbsp', 'spaces that do not break', '\u00a0'),
  {
    id: 'scope-double-space',
    severity: 'may',
    maker: 'tenant',
    title: 'Two spaces between scopes',
    why: 'Not legal, and harmless (RFC 6749 §3.3).',
    expects: 'either',
    tells: { accepted: 'Two spaces are read as one.', refused: 'Two spaces are an error.' },
    unfit: needsScope,
    send: (kit) => {
      const { permissions } = kit.claims();
      return [bearer(kit.token({ scope: `other:one  ${kit.scopes.join('  ')}`, permissions }))];
    },
  },
  placed('scope-first', 'The right scope, the first of fifty', 'first'),
  placed('scope-middle', 'The right scope, in the middle of fifty', 'middle'),
  placed('scope-last', 'The right scope, the last of fifty', 'last'),
  {
    id: 'scope-array',
    severity: 'may',
    maker: 'tenant',
    title: 'scope is a list',
    why: 'RFC 8693 §4.2 wants a text; some libraries read lists, too.',
    fix: 'S1',
    expects: 'either',
    tells: { accepted: 'Lists of scopes are read, too.', refused: 'scope has to be a text.' },
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
    title: 'The right permission, and no scope',
    why: 'With RBAC an API may read either of the two.',
    fix: 'S2',
    expects: 'either',
    tells: { accepted: 'It reads permissions.', refused: 'It reads scope.' },
    unfit: needsScope,
    send: (kit) => [bearer(kit.token({ scope: undefined, permissions: [...kit.scopes] }))],
  },
  {
    id: 'permissions-and-scope-differ',
    severity: 'may',
    maker: 'tenant',
    title: 'scope has it, permissions do not',
    why: 'permissions are what the subject holds, scope is what was asked for.',
    fix: 'S2',
    expects: 'either',
    tells: { accepted: 'scope decides.', refused: 'permissions decide.' },
    unfit: needsScope,
    send: (kit) => [bearer(kit.token({ scope: kit.scopes.join(' '), permissions: ['other:permission'] }))],
  },
  {
    ...refused('permissions-string', 'permissions is a text that holds the right one', () => undefined, {
      maker: 'tenant',
      fix: 'S2',
    }),
    send: (kit) => [bearer(kit.token({ scope: undefined, permissions: spelled(kit, (one) => `${one}2`) }))],
  },
  {
    id: 'insufficient-scope-form',
    severity: 'should',
    title: 'The 403 says which scope is missing',
    why: 'A client needs to know what to ask for (RFC 6750 §3.1).',
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
          : 'The answer has no WWW-Authenticate with error="insufficient_scope".',
        answer,
      };
    },
  },
  {
    id: 'scope-before-authentication',
    severity: 'must',
    maker: 'anyone',
    title: 'A token that is not valid, and without the scope',
    why: 'First who it is (401), then what it may (403): a 403 tells strangers too much.',
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
    reason: 'A token without the scope was not refused: see scope-other.',
  };
}
