/** What is wrong with a published key set: RFC 7517 §4, §9. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { spell } from '../spell.ts';
import { warnOfRsa } from '../warnings/key-warnings.ts';
import { warning } from '../warnings/warning.ts';
import { hasPrivateMembers, isJwk } from './key-candidate.ts';

export interface ServedKeySet {
  text: string;
  url?: string;
  contentType?: string;
  cacheControl?: string;
}

export function warnOfKeySet({ text, url, contentType, cacheControl }: ServedKeySet): TokenWarning[] {
  const keys = readKeys(text);
  const kids = keys.flatMap(({ kid }) => (typeof kid === 'string' ? [kid] : []));
  const twice = kids.find((kid, index) => kids.indexOf(kid) !== index);
  const isLoopback =
    url === undefined || /^https?:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\]|[^/]+\.localhost)(?::\d+)?\//i.test(url);
  const problem = (level: TokenWarning['level'], words: string, mend: string) =>
    warning('jwks-problems', level, words, { basis: '7517 §4, §9', mend, place: { part: 'key' } });
  return [
    ...keys
      .filter((key) => key.kty !== 'oct' && hasPrivateMembers(key))
      .map(({ kid }) =>
        problem(
          'danger',
          `The key ${spell(kid ?? 'without kid')} is published with its private members: anyone can sign.`,
          'Replace the key immediately, and publish public members only.',
        ),
      ),
    ...keys
      .filter((key) => key.kty === 'oct')
      .map(({ kid }) =>
        problem(
          'danger',
          `The set publishes a secret (oct, ${spell(kid ?? 'without kid')}).`,
          'Replace the secret, and never publish one.',
        ),
      ),
    ...(twice === undefined ? [] : [problem('warn', `Two keys have the kid ${twice}.`, 'Give each key its own kid.')]),
    ...(keys.length > 0 && keys.every((key) => key.use === 'enc')
      ? [
          problem(
            'warn',
            'All keys are for encryption (use: enc), so none can verify signatures.',
            'Publish the signing keys with use: sig.',
          ),
        ]
      : []),
    ...(isLoopback || url.startsWith('https:')
      ? []
      : [
          problem('danger', 'The JWKS was fetched over HTTP: anyone in between can add a key.', 'Serve it over HTTPS.'),
        ]),
    ...(cacheControl === ''
      ? [problem('warn', 'The response has no Cache-Control header.', 'Allow caching for a few minutes.')]
      : []),
    ...(contentType !== undefined && !/^application\/(?:jwk-set\+)?json/i.test(contentType)
      ? [
          problem(
            'warn',
            `The content type is ${JSON.stringify(contentType)}.`,
            'Serve application/json or application/jwk-set+json.',
          ),
        ]
      : []),
    ...keys.flatMap((key) => warnOfRsa(key).filter(({ level }) => level === 'danger')),
  ];
}

function readKeys(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    const keys: unknown = typeof value === 'object' && value !== null && 'keys' in value ? value.keys : value;
    return [keys].flat().filter(isJwk);
  } catch {
    return [];
  }
}
