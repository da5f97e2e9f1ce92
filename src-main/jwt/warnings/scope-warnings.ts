/** Scopes, permissions and the grant behind them: RFC 6749 §3.3, RFC 9700 §2.3. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { explainScopes } from '../explain/scopes.ts';
import { audiencesOf, readPermissions, readScopes, textOf } from '../read-claims.ts';
import { inPayload, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

/** A token with more is suspected of having all there are. */
const manyScopes = 30;

export function warnOfScopes(context: WarningContext): TokenWarning[] {
  if (!context.isClaims) return [];
  return [...warnOfSyntax(context), ...warnOfMeaning(context), ...warnOfBreadth(context)];
}

function warnOfSyntax({ claims: { scope } }: WarningContext): TokenWarning[] {
  if (scope === undefined) return [];
  const problem =
    typeof scope !== 'string'
      ? `scope is ${Array.isArray(scope) ? 'an array' : `a ${typeof scope}`}, but must be one space-separated string`
      : scope.includes(',')
        ? 'scope has a comma; scopes are separated by spaces'
        : / {2}|^ | $/.test(scope)
          ? 'scope has more than one space in a row, or one at its end'
          : /[^\x20\x21\x23-\x5b\x5d-\x7e]/.test(scope)
            ? 'scope has characters that are not allowed'
            : undefined;
  return problem === undefined
    ? []
    : [
        warning('scope-syntax', 'warn', `${problem}.`, {
          basis: '6749 §3.3',
          mend: 'Write "read:a write:b".',
          ...inPayload('scope'),
        }),
      ];
}

function warnOfMeaning({ claims, parties, options }: WarningContext): TokenWarning[] {
  const apis = audiencesOf(claims).flatMap((one) => parties.findApi(one) ?? []);
  const undefinedScopes = explainScopes(claims, parties, options.scopes).filter(({ state }) => state === 'undefined');
  return [
    ...undefinedScopes.slice(0, 20).map(({ value, nearest }) =>
      warning(
        'scope-undefined',
        'warn',
        `The API defines no scope ${value}${nearest === undefined ? '' : `; nearest is ${nearest}`}.`,
        {
          mend: nearest === undefined ? 'Add the permission to the API, or omit the scope.' : `Ask for ${nearest}.`,
          ...inPayload('scope'),
        },
      ),
    ),
    ...(claims.permissions !== undefined && apis.length > 0 && !apis.some((api) => api.hasPermissions)
      ? [
          warning(
            'permissions-rbac',
            'warn',
            'It has permissions, but the API has RBAC off or a dialect without permissions: the settings have changed since.',
            {
              mend: 'Turn on RBAC and choose a dialect with permissions, or get a new token.',
              ...inPayload('permissions'),
            },
          ),
        ]
      : []),
    ...warnOfGrant(
      claims,
      parties,
      apis.map(({ identifier }) => identifier),
    ),
  ];
}

/** What became of the grant since the token was issued. Until it expires, APIs take it all the same. */
function warnOfGrant(
  claims: WarningContext['claims'],
  parties: WarningContext['parties'],
  apis: readonly string[],
): TokenWarning[] {
  const { iss, gty, sub } = claims;
  const clientId = textOf(claims.azp) ?? textOf(claims.client_id);
  const isMachine = gty === 'client-credentials' || (typeof sub === 'string' && sub.endsWith('@clients'));
  if (clientId === undefined || typeof iss !== 'string' || !parties.isOwnIssuer(iss) || !isMachine) return [];
  const gone = (text: string) => [
    warning('grant-gone', 'warn', `${text} since it was issued. APIs still accept it until it expires.`, {
      mend: 'To invalidate it, rotate and revoke the signing key.',
    }),
  ];
  if (parties.findClient(clientId) === undefined) return gone(`The application ${clientId} was deleted`);
  const [audience] = apis;
  if (audience === undefined) return gone('Its API was deleted');
  const granted = parties.grantedScopes(clientId, audience);
  if (granted === undefined) return gone("The application's client grant for this API was deleted");
  const withdrawn = granted === 'all' ? [] : readScopes(claims).filter((one) => !granted.includes(one));
  return withdrawn.length === 0
    ? []
    : [
        warning('scope-not-granted', 'warn', `No longer granted to the application: ${withdrawn.join(' ')}.`, {
          mend: 'Grant the permission again, or get a new token.',
          ...inPayload('scope'),
        }),
      ];
}

function warnOfBreadth({ claims, parties }: WarningContext): TokenWarning[] {
  const scopes = [...readScopes(claims), ...readPermissions(claims)];
  const system = audiencesOf(claims)
    .flatMap((one) => parties.findApi(one) ?? [])
    .find(({ isSystem }) => isSystem);
  const isAll =
    system !== undefined && system.scopes.length > 0 && system.scopes.every(({ value }) => scopes.includes(value));
  const reason = isAll
    ? 'all Management API scopes'
    : scopes.some((one) => one === '*' || /^(?:.*[:.])?(?:admin|\*)$/i.test(one))
      ? 'a wildcard scope'
      : scopes.length > manyScopes
        ? `${scopes.length} scopes`
        : undefined;
  return reason === undefined
    ? []
    : [
        warning('scope-broad', 'note', `It carries ${reason}: a stolen token could do a lot of damage.`, {
          basis: '9700 §2.3',
          mend: 'Request only the scopes you need.',
          ...inPayload('scope'),
        }),
      ];
}
