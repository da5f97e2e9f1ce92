/** What everybody can read in a signed token: persons and secrets. RFC 7519 §12, RFC 9068 §6. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { findClaimMeaning } from '../explain/claim-meanings.ts';
import { looksPersonal } from './personal-values.ts';
import { looksSecret } from './secret-values.ts';
import { walkValues } from './walk-values.ts';
import { inPayload, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

/** Findings of one kind that are listed. */
const mostFindings = 10;

export function warnOfPrivacy({ claims, isClaims, purpose, decoded }: WarningContext): TokenWarning[] {
  if (!isClaims) return [];
  const values = walkValues(claims);
  const level = purpose === 'id_token' ? 'note' : 'warn';
  const personal = values.flatMap(({ pointer, value }) => {
    const top = pointer.split('/')[1] ?? '';
    const what = findClaimMeaning(top)?.isPersonal === true ? `${top} is about a person` : looksPersonal(value, top);
    return what === undefined ? [] : [{ pointer, what }];
  });
  const secrets = values.flatMap(({ pointer, name, value }) => {
    const what = looksSecret(name, value);
    return what === undefined ? [] : [{ pointer, what }];
  });
  const found = [
    ...onceEach(secrets).map(({ pointer, what }) =>
      warning('secret-in-payload', 'danger', `${what}: anyone with the token can read it.`, {
        basis: '7519 §12',
        mend: "Don't put secrets in tokens, and replace this one.",
        place: { part: 'payload', pointer },
      }),
    ),
    ...onceEach(personal).map(({ pointer, what }) =>
      warning('pii', level, `${what}.`, {
        basis: purpose === 'id_token' ? 'OIDC §17.1' : '9068 §6',
        mend: 'Leave it out of access tokens, or encrypt them.',
        place: { part: 'payload', pointer },
      }),
    ),
  ];
  const isReadable = decoded.form !== 'jwe' && found.length > 0;
  return isReadable
    ? [
        ...found,
        warning('not-encrypted', 'note', 'A signed token is not encrypted: anyone who has it can read this.', {
          basis: '7519 §12',
          place: { part: 'payload' },
        }),
      ]
    : found;
}

function onceEach<Finding extends { what: string }>(findings: readonly Finding[]): Finding[] {
  return findings
    .filter((one, index) => findings.findIndex(({ what }) => what === one.what) === index)
    .slice(0, mostFindings);
}

/** RFC 7519 §4.2: names that are neither registered nor a URI may mean something else elsewhere. */
export function warnOfNames({ claims, isClaims, purpose }: WarningContext): TokenWarning[] {
  if (!isClaims || purpose === 'sd_jwt' || purpose === 'credential') return [];
  return Object.keys(claims)
    .slice(0, 200)
    .flatMap((name): TokenWarning[] => {
      const host = /^https?:\/\/([^/:]+)/.exec(name)?.[1] ?? '';
      const isReserved = /(?:^|\.)(?:auth0\.com|webtask\.io|webtask\.run)$/.test(host);
      if (isReserved)
        return [
          warning('namespace', 'warn', `The namespace ${host} is reserved: Auth0 drops the claim.`, {
            basis: '7519 §4.2',
            mend: 'Use your own host.',
            ...inPayload(name),
          }),
        ];
      return findClaimMeaning(name) === undefined
        ? [
            warning(
              'namespace',
              'warn',
              `The claim ${JSON.stringify(name)} is neither registered nor a URI: it may mean something else to others.`,
              {
                basis: '7519 §4.2',
                mend: `Name it https://your-host.example/${name.slice(0, 40)}.`,
                ...inPayload(name),
              },
            ),
          ]
        : [];
    })
    .slice(0, mostFindings);
}
