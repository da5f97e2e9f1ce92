/** What each kind of fault does. The doors wait, answer and drop; the token service refuses and alters. */
import type { JWTPayload } from 'jose';
import type { FaultOf } from '../../contract/entities/fault.ts';
import type { FaultKind, Refusal } from '../../contract/entities/fault-kinds.ts';
import { TenantError } from '../tenant-error.ts';

export interface FaultAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** A token before it is signed. */
export interface TokenDraft {
  claims: JWTPayload;
  /** What the answer promises, in seconds. */
  expiresIn: number;
  /** `unpublished` is a key, or a secret, that no API has. */
  key: 'own' | 'unpublished';
}

export type FaultEffect =
  | { does: 'wait'; delay: number }
  | { does: 'answer'; answer: FaultAnswer }
  | { does: 'drop' }
  | { does: 'refuse'; refusal: TenantError }
  | { does: 'alter'; alter(draft: TokenDraft): TokenDraft };

interface FaultContext {
  /** Seconds since the epoch, by the tenant's clock. */
  now: number;
  /** As it was asked for. */
  audience: string;
}

type Effects = { [Kind in FaultKind]: (fault: FaultOf<Kind>, context: FaultContext) => FaultEffect };

const effects: Effects = {
  token_refused: ({ refusal }, { audience }) => ({ does: 'refuse', refusal: refusalsInWords[refusal](audience) }),
  token_rate_limited: ({ retry_after }, { now }) => tooMany(retry_after, now, oauthBody),
  token_server_error: ({ status, body }) =>
    body === 'html' ? gatewayPage(Number(status)) : answer(Number(status), oauthBody(errorName(status), words(status))),
  token_slow: ({ delay_ms }) => ({ does: 'wait', delay: delay_ms }),
  token_dropped: () => ({ does: 'drop' }),

  jwks_down: ({ status }) => gatewayPage(Number(status)),
  jwks_slow: ({ delay_ms }) => ({ does: 'wait', delay: delay_ms }),
  jwks_empty: () => answer(200, { keys: [] }),
  discovery_down: ({ status }) => gatewayPage(Number(status)),

  token_short_lived: ({ lifetime }) =>
    alter(({ claims, ...draft }) => ({
      ...draft,
      claims: { ...claims, exp: (claims.iat ?? 0) + lifetime },
      expiresIn: lifetime,
    })),
  token_expired: ({ ago }, { now }) =>
    alter(({ claims, ...draft }) => {
      const exp = now - ago;
      return { ...draft, claims: { ...claims, iat: exp - ((claims.exp ?? 0) - (claims.iat ?? 0)), exp } };
    }),
  token_future: ({ ahead }) =>
    alter(({ claims, ...draft }) => {
      const iat = (claims.iat ?? 0) + ahead;
      return { ...draft, claims: { ...claims, iat, nbf: iat, exp: (claims.exp ?? 0) + ahead } };
    }),
  token_unpublished_key: () => alter((draft) => ({ ...draft, key: 'unpublished' })),
  token_wrong_audience: ({ wrong_audience }) =>
    alter(({ claims, ...draft }) => ({ ...draft, claims: { ...claims, aud: wrong_audience } })),

  management_rate_limited: ({ retry_after }, { now }) =>
    tooMany(retry_after, now, (errorCode, message) => ({
      statusCode: 429,
      error: 'Too Many Requests',
      message,
      errorCode,
    })),
  management_down: ({ status }) =>
    answer(Number(status), { statusCode: Number(status), error: statusNames[status], message: words(status) }),
};

export function effectOf<Kind extends FaultKind>(kind: Kind, fault: FaultOf<Kind>, context: FaultContext): FaultEffect {
  return effects[kind](fault, context);
}

const refusalsInWords: Record<Refusal, (audience: string) => TenantError> = {
  wrong_secret: () => refused('client_authentication_failed', 'Unauthorized'),
  no_client_grant: (audience) =>
    refused(
      'access_denied',
      `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`,
    ),
  unknown_audience: (audience) => refused('access_denied', `Service not enabled within domain: ${audience}`),
  scope_not_granted: () => refused('access_denied', 'Client has not been granted scopes: read:everything'),
  grant_type_off: () => refused('unauthorized_client', "Grant type 'client_credentials' not allowed for the client."),
  invalid_assertion: () => refused('invalid_client', 'Failed to verify client assertion.'),
  invalid_request: () => refused('invalid_request', 'Missing required parameter: grant_type'),
};

/** What the tenant's own record says of an answer that a fault made. */
export function faultHint(kind: FaultKind): string {
  return `The fault ${kind} made this answer. Turn it off under Faults.`;
}

function refused(code: TenantError['code'], message: string): TenantError {
  return new TenantError(code, message, { hint: faultHint('token_refused') });
}

function alter(change: (draft: TokenDraft) => TokenDraft): FaultEffect {
  return { does: 'alter', alter: change };
}

function answer(status: number, body: object, headers: Readonly<Record<string, string>> = {}): FaultEffect {
  return {
    does: 'answer',
    answer: {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
      body: JSON.stringify(body),
    },
  };
}

/** The service's own 429: its three headers, and how long to wait, RFC 9110 §10.2.3. */
function tooMany(retryAfter: number, now: number, write: (code: string, message: string) => object): FaultEffect {
  return answer(429, write('too_many_requests', 'Global limit has been reached'), {
    'x-ratelimit-limit': '10',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(now + retryAfter),
    'retry-after': String(retryAfter),
  });
}

/** RFC 6749 §5.2. */
function oauthBody(error: string, error_description: string): object {
  return { error, error_description };
}

type ServerError = '500' | '502' | '503' | '504';

const statusNames: Record<ServerError, string> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** RFC 6749 §4.1.2.1 has names for two of them. */
function errorName(status: ServerError): string {
  return status === '503' ? 'temporarily_unavailable' : 'server_error';
}

function words(status: ServerError): string {
  return status === '500' ? 'An internal error occurred' : `${statusNames[status]}: try again later`;
}

/** What a proxy answers for a service that does not: a page, not JSON. */
function gatewayPage(status: number): FaultEffect {
  const name = Object.entries(statusNames).find(([one]) => Number(one) === status)?.[1] ?? 'Error';
  return {
    does: 'answer',
    answer: {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
      body: `<!doctype html><html><head><title>${status} ${name}</title></head><body><h1>${status} ${name}</h1></body></html>\n`,
    },
  };
}
