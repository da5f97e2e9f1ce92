/** Issuer, audience and subject: RFC 8725 §3.8, §3.9; RFC 9068 §2.2. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { describeNearness } from '../checks/claim-checks.ts';
import { isRealService } from '../explain/vendors.ts';
import { nearestOf } from '../nearest.ts';
import { audiencesOf } from '../read-claims.ts';
import { inPayload, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

/** Kinds that have an issuer and an audience in any case. */
function isJudged({ isClaims, purpose }: WarningContext): boolean {
  return isClaims && purpose !== 'dpop_proof' && purpose !== 'sd_jwt';
}

export function warnOfIssuer(context: WarningContext): TokenWarning[] {
  const { claims, parties } = context;
  if (!isJudged(context)) return [];
  const { iss } = claims;
  if (typeof iss !== 'string' || iss === '')
    return [
      warning('iss-missing', 'warn', 'The token has no issuer (iss).', {
        basis: '9068 §2.2',
        mend: 'Configure the issuer to add iss.',
      }),
    ];
  const place = inPayload('iss');
  const url = /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)/i.exec(iss);
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|[^/]+\.localhost)(?::\d+)?$/i.test(url?.[2] ?? '');
  const near = parties.issuers.map((one) => describeNearness(iss, one)).find((one) => one !== '');
  const isOwn = parties.isOwnIssuer(iss);
  return [
    ...(url?.[1] === 'https' || isLoopback
      ? []
      : [
          warning(
            'iss-not-https',
            'warn',
            url === null ? 'The issuer is not an https URL.' : `The issuer's address begins with ${url[1]}, not https.`,
            { basis: '8414 §2', mend: 'Use an https URL as issuer.', ...place },
          ),
        ]),
    ...(/[?#]/.test(iss)
      ? [warning('iss-odd', 'warn', 'The issuer has a query or a fragment.', { basis: '8414 §2', ...place })]
      : []),
    ...(!isOwn && near !== undefined
      ? [
          warning('iss-odd', 'warn', `The issuer is nearly this tenant${near}: verifiers the two must match exactly.`, {
            basis: '8414 §2',
            mend: `Expected is ${parties.issuers[0]}.`,
            ...place,
          }),
        ]
      : []),
    ...(isRealService(iss) && !isOwn
      ? [
          warning(
            'real-tenant-token',
            'danger',
            `The issuer ${iss} is a real service: this token may be live. It stays on this machine, but be careful where you paste it.`,
            { mend: 'Copy it redacted (without its signature).', ...place },
          ),
        ]
      : []),
  ];
}

export function warnOfAudience(context: WarningContext): TokenWarning[] {
  const { claims, parties, purpose } = context;
  if (!isJudged(context)) return [];
  const audiences = audiencesOf(claims);
  const place = inPayload('aud');
  if (audiences.length === 0) {
    return purpose === 'logout_token'
      ? []
      : [
          warning('aud-missing', 'danger', 'The token has no audience (aud): any API of the issuer might accept it.', {
            basis: '8725 §3.9',
            mend: 'Request a token with an audience.',
          }),
        ];
  }
  const clients = audiences.filter((one) => parties.findClient(one) !== undefined);
  const unknown =
    parties.issuers.length === 0
      ? []
      : audiences.filter((one) => parties.findApi(one) === undefined && !clients.includes(one));
  return [
    ...unknown.map((one) => {
      const near = nearestOf(one, parties.apiIdentifiers());
      const difference = near === undefined ? '' : ` Nearest is ${near}${describeNearness(one, near)}.`;
      return warning('aud-unknown', 'warn', `This tenant has no API ${one}.${difference}`, {
        mend: near === undefined ? 'Create the API, or request another audience.' : `Use ${near}, letter by letter.`,
        ...place,
      });
    }),
    ...(audiences.length > 1
      ? [
          warning('aud-many', 'note', `It is for ${audiences.length} at once: each could use it at the others.`, {
            basis: '9068 §5',
            mend: 'Request a separate token for each API.',
            ...place,
          }),
        ]
      : []),
    ...(clients.length > 0
      ? [
          warning(
            'aud-is-client',
            'warn',
            `The audience ${clients[0]} is an application: this is an ID token, not for APIs.`,
            { basis: '8725 §2.8', mend: 'Send the access token to APIs.', ...place },
          ),
        ]
      : []),
  ];
}

export function warnOfSubject(context: WarningContext): TokenWarning[] {
  const { claims, purpose } = context;
  if (!isJudged(context)) return [];
  const { gty, sub } = claims;
  const isMachine = typeof sub === 'string' && sub.endsWith('@clients');
  return [
    ...(sub === undefined && purpose !== 'logout_token' && purpose !== 'security_event' && purpose !== 'request_object'
      ? [warning('sub-missing', 'warn', 'The token has no subject (sub).', { basis: '9068 §2.2' })]
      : []),
    ...(gty === 'client-credentials' && typeof sub === 'string' && !isMachine
      ? [
          warning(
            'gty-sub-mismatch',
            'warn',
            `Got by client credentials, yet it speaks of ${sub}, which is no machine.`,
            { ...inPayload('sub') },
          ),
        ]
      : []),
    ...(isMachine && typeof gty === 'string' && gty !== 'client-credentials'
      ? [
          warning('gty-sub-mismatch', 'warn', `The subject is a machine (@clients), yet the grant was ${gty}.`, {
            ...inPayload('gty'),
          }),
        ]
      : []),
    ...(claims.cnf === undefined
      ? []
      : [
          warning(
            'bound',
            'note',
            'The token is bound to a key (cnf): APIs must reject it without a proof of possession.',
            { basis: '7800', ...inPayload('cnf') },
          ),
        ]),
  ];
}
