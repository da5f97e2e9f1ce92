/** Header parameters that nobody should trust: RFC 8725 §3.10, RFC 7515 §4.1. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { hasPrivateMembers } from '../keys/key-candidate.ts';
import { spell } from '../spell.ts';
import { inHeader, inPayload, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

export function warnOfHeader(context: WarningContext): TokenWarning[] {
  return [
    ...warnOfKeySource(context),
    ...warnOfPrivateKey(context),
    ...warnOfKid(context),
    ...warnOfProcessing(context),
  ];
}

function warnOfKeySource({ header, purpose }: WarningContext): TokenWarning[] {
  const present = ['jku', 'x5u', 'jwk', 'x5c'].filter(
    (name) => header[name] !== undefined && !(purpose === 'dpop_proof' && name === 'jwk'),
  );
  return present.map((name) =>
    warning(
      'header-key-source',
      'danger',
      `The token brings ${name === 'jwk' || name === 'x5c' ? 'its own key' : 'the address of its key'} (${name}): chosen by whoever made the token. It was not used.`,
      {
        basis: '8725 §3.10',
        mend: "Verify only with the issuer's keys.",
        ...inHeader(name),
      },
    ),
  );
}

function warnOfPrivateKey({ header, claims }: WarningContext): TokenWarning[] {
  const isLeaked = (value: unknown) => typeof value === 'object' && value !== null && hasPrivateMembers({ ...value });
  const more = { basis: '7515 §4.1.3', mend: 'The key is exposed: replace it, and send public members only.' };
  const { cnf } = claims;
  const bound = typeof cnf === 'object' && cnf !== null && 'jwk' in cnf ? cnf.jwk : undefined;
  return [
    ...(isLeaked(header.jwk)
      ? [
          warning(
            'private-key-in-token',
            'danger',
            'The key in the header (jwk) is a private key: anyone who reads the token can sign.',
            { ...more, ...inHeader('jwk') },
          ),
        ]
      : []),
    ...(isLeaked(bound)
      ? [
          warning(
            'private-key-in-token',
            'danger',
            'The key in cnf.jwk is a private key: anyone who reads the token can use it.',
            { ...more, ...inPayload('cnf') },
          ),
        ]
      : []),
  ];
}

function warnOfKid({ header, outcome, candidates, parties, decoded }: WarningContext): TokenWarning[] {
  const { kid, alg } = header;
  const isSigned = decoded.form === 'jws' || decoded.form === 'sd_jwt';
  if (kid === undefined) {
    const kty = /^[RP]S/.test(spell(alg)) ? 'RSA' : /^ES/.test(spell(alg)) ? 'EC' : 'OKP';
    const several = candidates.filter((one) => one.jwk.kty === kty && one.source !== 'given').length;
    return isSigned && several > 1
      ? [
          warning('kid-missing', 'warn', `The header names no key (kid), and there are ${several} to choose from.`, {
            basis: '7515 §4.1.4',
            mend: "Add the key's kid to the header.",
          }),
        ]
      : [];
  }
  if (typeof kid !== 'string')
    return [
      warning('kid-suspicious', 'danger', 'The kid is not a string.', { basis: '7515 §4.1.4', ...inHeader('kid') }),
    ];
  const isSuspicious = /[/\\'"`;\p{Cc}]|\.\.|\$\(|^\w+:/u.test(kid) || kid.length > 256;
  const state = parties.stateOfKey(kid);
  const isUnknown =
    isSigned &&
    candidates.every(({ jwk }) => jwk.kid !== kid) &&
    (candidates.some(({ jwk }) => jwk.kid !== undefined) || parties.issuers.length > 0) &&
    outcome.result !== 'passed' &&
    !/^HS/.test(spell(alg));
  return [
    ...(isSuspicious
      ? [
          warning(
            'kid-suspicious',
            'danger',
            kid.length > 256
              ? `The kid has ${kid.length} characters.`
              : 'The kid looks like a path, an address, a query or a command: it may be an attempt to attack the API.',
            {
              basis: '8725 §3.10',
              mend: 'Only compare the kid with known ones; never use it in paths, URLs, or queries.',
              ...inHeader('kid'),
            },
          ),
        ]
      : []),
    ...(isUnknown || state === 'revoked'
      ? [
          warning(
            'kid-unknown',
            'warn',
            state === undefined
              ? 'No known key has this kid.'
              : `The key of this kid is ${state} in this tenant: APIs can't find it.`,
            {
              basis: '7515 §4.1.4',
              mend: "Get a new token, or the JWKS of this token's issuer.",
              ...inHeader('kid'),
            },
          ),
        ]
      : []),
  ];
}

/** Parameters that change how a token is processed. */
function warnOfProcessing({ header, decoded }: WarningContext): TokenWarning[] {
  const { crit } = header;
  const unknown = Array.isArray(crit) ? crit.filter((name) => name !== 'b64') : crit === undefined ? [] : [crit];
  const isEmpty = Array.isArray(crit) && crit.length === 0;
  return [
    ...(unknown.length > 0 || isEmpty
      ? [
          warning(
            'crit-unknown',
            'danger',
            isEmpty
              ? 'crit is empty, which RFC 7515 forbids.'
              : `The header demands that ${unknown.map(spell).join(', ')} be understood (crit); libraries that don't must reject the token.`,
            {
              basis: '7515 §4.1.11',
              mend: 'Omit crit unless every recipient supports the extension.',
              ...inHeader('crit'),
            },
          ),
        ]
      : []),
    ...(header.b64 === false
      ? [
          warning('b64-false', 'danger', 'The payload is signed unencoded (b64: false), which JWTs must not do.', {
            basis: '7797 §7',
            mend: 'Omit b64.',
            ...inHeader('b64'),
          }),
        ]
      : []),
    ...(header.zip !== undefined && decoded.form !== 'jwe'
      ? [
          warning('zip-in-jws', 'danger', "Signed tokens can't be compressed (zip): libraries ignore it or fail.", {
            basis: '7516 §4.1.3',
            mend: 'Omit zip.',
            ...inHeader('zip'),
          }),
        ]
      : []),
  ];
}
