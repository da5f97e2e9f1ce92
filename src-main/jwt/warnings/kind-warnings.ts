/** What kind of token it is, and whether that is the right one here: RFC 8725 §3.11, §3.12; RFC 9068. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { describePurpose } from '../explain/purpose.ts';
import { audiencesOf } from '../read-claims.ts';
import { inHeader, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

const notForApis = ['id_token', 'logout_token', 'security_event', 'dpop_proof', 'client_assertion', 'request_object'];

const required9068 = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'];

export function warnOfKind(context: WarningContext): TokenWarning[] {
  const { decoded, header, claims, purpose, isClaims, parties } = context;
  if (decoded.form === 'opaque' || decoded.form === 'paseto') return [warnOfOpaque(context)];
  if (!isClaims) return [];
  const apis = audiencesOf(claims).flatMap((one) => parties.findApi(one) ?? []);
  const is9068 = apis.some((api) => api.isRfc9068);
  const { typ } = header;
  const isAccessType = typeof typ === 'string' && /^(?:application\/)?at\+jwt$/i.test(typ);
  const missing = is9068 || isAccessType ? required9068.filter((name) => claims[name] === undefined) : [];
  return [
    ...(notForApis.includes(purpose)
      ? [
          warning(
            'kind-mismatch',
            'warn',
            `This is ${describePurpose(purpose)}: an API must not accept it as an access token.`,
            { basis: '8725 §3.12', mend: 'Send the access token to APIs.' },
          ),
        ]
      : []),
    ...(isAccessType && claims.nonce !== undefined
      ? [
          warning('kind-mismatch', 'warn', 'Its type says access token, but it has a nonce like an ID token.', {
            basis: '8725 §3.12',
          }),
        ]
      : []),
    ...(purpose === 'access_token' && typ === undefined
      ? [
          warning('typ-missing', 'note', 'The header has no type (typ): at+jwt would tell access tokens from others.', {
            basis: '8725 §3.11',
          }),
        ]
      : []),
    ...(is9068 && !isAccessType
      ? [
          warning(
            'typ-jwt-9068',
            'warn',
            `The API issues tokens of RFC 9068, whose type is at+jwt; this one says ${JSON.stringify(typ ?? null)}.`,
            {
              basis: '9068 §2.1',
              mend: 'Get a new token: the dialect may have changed since.',
              ...inHeader('typ'),
            },
          ),
        ]
      : []),
    ...(missing.length > 0
      ? [warning('claims-9068-missing', 'warn', `RFC 9068 asks for ${missing.join(', ')}.`, { basis: '9068 §2.2' })]
      : []),
  ];
}

function warnOfOpaque({ token }: WarningContext): TokenWarning {
  const alphabet = /^[0-9a-f]+$/i.test(token)
    ? 'hexadecimal digits'
    : /^[\w-]+$/.test(token)
      ? 'letters, digits, - and _'
      : 'various characters';
  const kind = token.startsWith('v4.') || token.startsWith('v2.') ? 'a PASETO' : 'opaque';
  return warning(
    'opaque',
    'note',
    `It is ${kind}: ${token.length} characters, ${alphabet}. Opaque tokens can't be decoded.`,
    { mend: "Use the issuer's introspection endpoint (RFC 7662), or request a token with an audience." },
  );
}
