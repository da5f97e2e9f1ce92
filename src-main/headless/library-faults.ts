/** Faults, the clock and minted tokens, as a test suite says them: types that stand by themselves, as those of the seed do. */

/** What goes wrong, for whom, how often and until when. */
export type FaultInput =
  | ({ kind: 'token_refused'; refusal?: Refusal } & FaultTerms)
  /** `retry_after` in seconds. */
  | ({ kind: 'token_rate_limited'; retry_after?: number } & FaultTerms)
  /** `html` is the page of a gateway. */
  | ({ kind: 'token_server_error'; status?: ServerError; body?: 'json' | 'html' } & FaultTerms)
  | ({ kind: 'token_slow'; delay_ms?: number } & FaultTerms)
  | ({ kind: 'token_dropped' } & FaultTerms)
  | ({ kind: 'jwks_down'; status?: ServerError } & FaultTerms)
  | ({ kind: 'jwks_slow'; delay_ms?: number } & FaultTerms)
  | ({ kind: 'jwks_empty' } & FaultTerms)
  | ({ kind: 'discovery_down'; status?: ServerError } & FaultTerms)
  /** `lifetime` in seconds. */
  | ({ kind: 'token_short_lived'; lifetime?: number } & FaultTerms)
  /** `ago` in seconds. */
  | ({ kind: 'token_expired'; ago?: number } & FaultTerms)
  /** `ahead` in seconds. */
  | ({ kind: 'token_future'; ahead?: number } & FaultTerms)
  | ({ kind: 'token_unpublished_key' } & FaultTerms)
  | ({ kind: 'token_wrong_audience'; wrong_audience?: string } & FaultTerms)
  | ({ kind: 'management_rate_limited'; retry_after?: number } & FaultTerms)
  | ({ kind: 'management_down'; status?: ServerError } & FaultTerms);

export type Refusal =
  | 'wrong_secret'
  | 'no_client_grant'
  | 'unknown_audience'
  | 'scope_not_granted'
  | 'grant_type_off'
  | 'invalid_assertion'
  | 'invalid_request';

export type ServerError = '500' | '502' | '503' | '504';

export interface FaultTerms {
  /** Only requests of this application. Faults of the key set and of discovery take neither this nor `audience`. */
  client_id?: string;
  /** Only requests for this API, by its identifier. */
  audience?: string;
  /** Of each request that fits, from above 0 to 1. */
  probability?: number;
  /** One in so many requests: every third for 3. Not together with `probability`. */
  one_in?: number;
  /** The fault is gone after it has hit so many requests. */
  next?: number;
  /** Seconds. */
  expires_in?: number;
  /** Stays when the tenant is started again; for a tenant with a `data` folder. */
  pinned?: boolean;
  /** The test session of the HTTP API that ends it. */
  session?: string;
}

/** A fault that is set. Leaving the block of an `await using` turns it off. */
export interface FaultHandle extends AsyncDisposable {
  id: string;
  /** Requests that it hit so far. */
  readonly hits: number;
  /** Does nothing where it is off already. */
  off(): Promise<void>;
}

export type FaultPreset = 'auth0_down' | 'key_rotated' | 'clocks_drift' | 'rate_limited';

/** All faults of a tenant together. */
export interface TenantFaults {
  /** How many are set. */
  readonly count: number;
  /** Several kinds at once. */
  preset(name: FaultPreset, terms?: FaultTerms): Promise<void>;
  /** Every fault off, and the clock real again. */
  off(): Promise<void>;
}

/** The tenant's clock. Its tokens, lifetimes and logs follow it; time-outs and faults that expire do not. */
export interface LibraryClock {
  /** What the tenant takes for now. */
  now(): Date;
  /** So many milliseconds ahead of the machine's clock, or behind it where negative. */
  shift(milliseconds: number): void;
  /** Stands still: at this time, or now. */
  freeze(at?: Date | string): void;
  /** Moves on from where it is, also while it stands still. */
  advance(milliseconds: number): void;
  /** The real time again. */
  reset(): void;
}

export interface MintRequest {
  /** Laid over `iss`, `iat` and `exp` (in an hour); `undefined` leaves one out. */
  claims?: Readonly<Record<string, unknown>>;
  /** Laid over `alg`, `typ` and `kid`. */
  header?: Readonly<Record<string, unknown>>;
  /** Names of claims to leave out. */
  without?: readonly string[];
  /** The current key, unless said otherwise. `unpublished` is a key that is not in the JWKS. */
  key?: MintKey;
  /** What is done to the token to make it one that an API has to refuse. */
  breakage?: Breakage;
}

/**
 * One of the tenant's keys, by its state or its kid; one that nobody published; a private key of your own; a secret, or
 * that of an API of the tenant, for HS256.
 */
export type MintKey =
  | 'current'
  | 'next'
  | 'previous'
  | 'unpublished'
  | { kid: string }
  | { secret: string }
  | { api: string }
  | { pem: string }
  | { jwk: Readonly<Record<string, unknown>> };

export type Breakage =
  | 'expire'
  | 'not_yet_valid'
  | 'no_expiry'
  | 'milliseconds'
  | 'wrong_issuer'
  | 'wrong_audience'
  | 'no_audience'
  | 'drop_scope'
  | 'add_scope'
  | 'wrong_type'
  | 'unknown_kid'
  | 'alg_none'
  | 'strip_signature'
  | 'alter_payload'
  | 'alter_signature';
