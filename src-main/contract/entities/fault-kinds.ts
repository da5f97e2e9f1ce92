/**
 * What can go wrong on purpose: every kind of fault as data. Schemas, the screen, the command and the HTTP API follow from
 * this table; what a kind does is in `tenant/faults/effects.ts`, where the compiler asks for each of them.
 */
import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';
import { Enum } from './schema-kit.ts';

/** Where a fault happens: at one of the doors, when a client asks for a token, or in the token itself. */
export type FaultPlace = 'token_endpoint' | 'jwks' | 'discovery' | 'management' | 'grant' | 'token';

export const faultGroups = {
  token_endpoint: 'Token endpoint',
  keys: 'Keys and discovery',
  tokens: 'Tokens',
  management: 'Management API',
} as const;

export type FaultGroup = keyof typeof faultGroups;

/** By what a fault can be narrowed: a request for the key set does not say who asks. */
export type FaultScope = 'client_id' | 'audience';

interface KindFacts<Parameters extends TProperties> {
  group: FaultGroup;
  place: FaultPlace;
  title: string;
  /** What it is in production, in a sentence. */
  simulates: string;
  scopes: readonly FaultScope[];
  /** Each with a title, a default and, for numbers, a `unit`. */
  parameters: Parameters;
}

function kind<Parameters extends TProperties>(facts: KindFacts<Parameters>): KindFacts<Parameters> {
  return facts;
}

/** Refusals of the real token endpoint, by what is wrong. */
export const refusals = {
  wrong_secret: '401 access_denied: wrong secret, or an unknown application',
  no_client_grant: '403 access_denied: no client grant for the API',
  unknown_audience: '403 access_denied: no API with this identifier',
  scope_not_granted: '403 access_denied: a permission that is not granted',
  grant_type_off: '403 unauthorized_client: the grant type is off',
  invalid_assertion: '401 invalid_client: the assertion does not verify',
  invalid_request: '400 invalid_request: a parameter is missing',
} as const;

export type Refusal = keyof typeof refusals;

const refusalNames = Object.keys(refusals).filter((name): name is Refusal => Object.hasOwn(refusals, name));

/** Statuses of a service that is ill, by who answers: itself, or what stands before it. */
const serverErrors = ['500', '502', '503', '504'] as const;

const status = Enum(serverErrors, { title: 'Status', default: '503' });
const retryAfter = Type.Integer({ title: 'Retry after', unit: 's', minimum: 1, maximum: 86_400, default: 10 });
const delay = Type.Integer({ title: 'Delay', unit: 'ms', minimum: 1, maximum: 600_000, default: 5_000 });
const seconds = (title: string, usual: number) =>
  Type.Integer({ title, unit: 's', minimum: 1, maximum: 31_536_000, default: usual });

const everybody = ['client_id', 'audience'] as const;

export const faultKinds = {
  token_refused: kind({
    group: 'token_endpoint',
    place: 'grant',
    title: 'Refuses',
    simulates: 'A secret was rotated, a grant removed, or a grant type turned off without notice.',
    scopes: everybody,
    parameters: { refusal: Enum(refusalNames, { title: 'Answer', default: 'wrong_secret' }) },
  }),
  token_rate_limited: kind({
    group: 'token_endpoint',
    place: 'token_endpoint',
    title: 'Answers 429',
    simulates: "The tenant's rate limit is reached: the program requests too many tokens instead of caching them.",
    scopes: everybody,
    parameters: { retry_after: retryAfter },
  }),
  token_server_error: kind({
    group: 'token_endpoint',
    place: 'token_endpoint',
    title: 'Answers 5xx',
    simulates: "The service is down or being deployed. A gateway's error page is not JSON.",
    scopes: everybody,
    parameters: { status, body: Enum(['json', 'html'], { title: 'Body', default: 'json' }) },
  }),
  token_slow: kind({
    group: 'token_endpoint',
    place: 'token_endpoint',
    title: 'Is slow',
    simulates: 'The service or network is overloaded. Do your timeouts work, or do requests pile up?',
    scopes: everybody,
    parameters: { delay_ms: delay },
  }),
  token_dropped: kind({
    group: 'token_endpoint',
    place: 'token_endpoint',
    title: 'Drops the connection',
    simulates: 'The network fails or a proxy restarts: the request may have arrived, but no response comes back.',
    scopes: everybody,
    parameters: {},
  }),

  jwks_down: kind({
    group: 'keys',
    place: 'jwks',
    title: 'JWKS down',
    simulates: "The JWKS can't be fetched. An API with a cached JWKS keeps working; one that starts now doesn't.",
    scopes: [],
    parameters: { status },
  }),
  jwks_slow: kind({
    group: 'keys',
    place: 'jwks',
    title: 'JWKS slow',
    simulates: 'The first request after a start or a rotation waits for the JWKS.',
    scopes: [],
    parameters: { delay_ms: delay },
  }),
  jwks_empty: kind({
    group: 'keys',
    place: 'jwks',
    title: 'JWKS empty',
    simulates: 'A cache or a wrong URL returns a JWKS without your key, so no token verifies.',
    scopes: [],
    parameters: {},
  }),
  discovery_down: kind({
    group: 'keys',
    place: 'discovery',
    title: 'Discovery down',
    simulates: "Programs that read the discovery document at startup can't start.",
    scopes: [],
    parameters: { status },
  }),

  token_short_lived: kind({
    group: 'tokens',
    place: 'token',
    title: 'Short-lived',
    simulates: 'Tokens expire while in use. Does your program get a new one in time, and retry after a refusal?',
    scopes: everybody,
    parameters: { lifetime: seconds('Lifetime', 5) },
  }),
  token_expired: kind({
    group: 'tokens',
    place: 'token',
    title: 'Already expired',
    simulates: 'The response promises the usual lifetime, but the token has already expired.',
    scopes: everybody,
    parameters: { ago: seconds('Expired', 60) },
  }),
  token_future: kind({
    group: 'tokens',
    place: 'token',
    title: 'From the future',
    simulates: "The API's clock is behind the tenant's: nbf and iat are in the future.",
    scopes: everybody,
    parameters: { ahead: seconds('Ahead', 300) },
  }),
  token_unpublished_key: kind({
    group: 'tokens',
    place: 'token',
    title: 'Signed with an unpublished key',
    simulates: "The key was rotated and the API's JWKS is stale, or someone else signed the token.",
    scopes: everybody,
    parameters: {},
  }),
  token_wrong_audience: kind({
    group: 'tokens',
    place: 'token',
    title: 'Wrong audience',
    simulates: 'The token is for another API: yours must reject it.',
    scopes: everybody,
    parameters: {
      wrong_audience: Type.String({
        title: 'Audience',
        minLength: 1,
        maxLength: 600,
        default: 'https://another-api.example/',
      }),
    },
  }),

  management_rate_limited: kind({
    group: 'management',
    place: 'management',
    title: 'Answers 429',
    simulates: 'A script or another deploy has used up the Management API rate limit.',
    scopes: ['client_id'],
    parameters: { retry_after: retryAfter },
  }),
  management_down: kind({
    group: 'management',
    place: 'management',
    title: 'Answers 5xx',
    simulates: 'The Management API is down while the rest of the service works.',
    scopes: ['client_id'],
    parameters: { status },
  }),
} as const;

type FaultKinds = typeof faultKinds;
export type FaultKind = keyof FaultKinds;
export type FaultParameters<Kind extends FaultKind> = Static<TObject<FaultKinds[Kind]['parameters']>>;

export function isFaultKind(name: unknown): name is FaultKind {
  return typeof name === 'string' && Object.hasOwn(faultKinds, name);
}

export const faultKindNames = Object.keys(faultKinds).filter(isFaultKind);

/** Kinds that are set together, and a clock where one belongs to it. */
export const faultPresets = {
  auth0_down: {
    title: 'Auth0 is down',
    simulates: 'Everything returns errors: no tokens, keys, discovery, or Management API.',
    faults: ['token_server_error', 'jwks_down', 'discovery_down', 'management_down'],
  },
  key_rotated: {
    title: 'Key rotated without notice',
    simulates: 'New tokens are signed with a key that is not in the JWKS yet.',
    faults: ['token_unpublished_key'],
  },
  clocks_drift: {
    title: 'Clocks drift',
    simulates: "The tenant's clock is five minutes ahead of yours.",
    faults: [],
    offset_ms: 300_000,
  },
  rate_limited: {
    title: 'Rate limited',
    simulates: "The token endpoint and the Management API return 429 with Auth0's headers.",
    faults: ['token_rate_limited', 'management_rate_limited'],
  },
} as const satisfies Record<
  string,
  { title: string; simulates: string; faults: readonly FaultKind[]; offset_ms?: number }
>;

export type FaultPreset = keyof typeof faultPresets;

export function isFaultPreset(name: string): name is FaultPreset {
  return Object.hasOwn(faultPresets, name);
}

export const faultPresetNames = Object.keys(faultPresets).filter(isFaultPreset);
