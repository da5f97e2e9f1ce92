/// <reference lib="esnext.disposable" preserve="true" />
/**
 * The library's face, complete in itself: these types are shipped, and who installs the package has none of the packages
 * that it was built with.
 */
import type { CheckApiOptions, CheckApiResult } from './library-check.ts';
import type { FaultHandle, FaultInput, LibraryClock, MintRequest, TenantFaults } from './library-faults.ts';
import type { Seed } from './seed-types/seed.ts';

export type * from './library-check.ts';
export type * from './library-faults.ts';
export type { SeedClient } from './seed-types/client.ts';
export type { SeedClientAddons } from './seed-types/client-addons.ts';
export type { SeedLocale } from './seed-types/locale.ts';
export type { Seed, SeedClientGrant, SeedResourceServer, SeedSigningKey } from './seed-types/seed.ts';
export type { SeedSettings } from './seed-types/settings.ts';

/**
 * Starts a tenant and resolves when it answers. It keeps nothing on disk unless `data` names a folder, and takes a free
 * port unless told otherwise, so that any number of them run side by side in one process. Stop each of them: a tenant
 * that answers keeps the process alive.
 *
 * @throws Error that says what is wrong: an option, the seed (with the path in it), a port that is taken
 */
export declare function startTenant(options?: StartTenantOptions): Promise<RunningTenant>;

export interface StartTenantOptions {
  /**
   * What the tenant shall hold, or the path of it: a seed in YAML or JSON, a `tenant.yaml` of the Auth0 deploy tool or the
   * folder that it exports, a Tokenbench file (its passphrase is in `TOKENBENCH_PASSPHRASE`).
   */
  seed?: Seed | string;
  /** Values of the keywords (`##NAME##`, `@@NAME@@`) in the files of the seed; what is not here is looked up in the environment. */
  keywords?: Record<string, string>;
  /** HTTP port. 0, the default, takes a free one. */
  port?: number | 'off';
  /** HTTPS port, `off` unless said otherwise: most tests need none, and a start without it is faster. */
  httpsPort?: number | 'off';
  /** Folder that keeps the tenant. Without one it is gone when it stops. */
  data?: string;
  /** Sample content in a new tenant: true without a seed, false with one. */
  sample?: boolean;
  /** One issuer for all addresses, such as `https://id.example.test/`, in place of the address that is asked. */
  issuer?: string;
  /** Requests a second that the Management API takes before it answers 429. */
  rateLimit?: number;
}

export interface RunningTenant extends AsyncDisposable {
  /** Such as `http://localhost:40123/`: the `iss` of its tokens, with the trailing slash of the real service. */
  issuer: string;
  /** Undefined where the HTTPS port is off. */
  httpsIssuer: string | undefined;
  tokenEndpoint: string;
  jwksUri: string;
  /** The audience of the Management API. */
  managementAudience: string;
  /** The key to the HTTP API for test suites in other processes, below `/_tokenbench/` of the issuer. */
  controlToken: string;
  /** What an HTTPS client must trust, PEM; undefined where the HTTPS port is off. */
  caCertificate: string | undefined;
  /** The applications at the start. */
  applications: TenantApplication[];
  /**
   * The access token that the token endpoint would give the application: the same checks refuse it.
   * @throws {TokenRefusal}
   */
  token(wish: TokenWish): Promise<string>;
  /** Any token that a test needs, right or wrong in what it says, signed by the tenant's key or another. */
  mint(request?: MintRequest): Promise<string>;
  /**
   * Makes something go wrong, such as `{ kind: 'token_slow', delay_ms: 2_000, next: 3 }`, until it is turned off.
   * {@link RunningTenant.token} does not pass the doors: only faults of the tokens themselves reach it.
   * @throws Error that names what is wrong in the input
   */
  fault(input: FaultInput): Promise<FaultHandle>;
  faults: TenantFaults;
  clock: LibraryClock;
  /**
   * Sends an API tokens that are right in everything but one thing, and tells which it accepts and must not:
   * `expect((await tenant.checkApi({ url, audience, scope })).failures).toEqual([])`. One check at a time.
   * @throws Error that names what is wrong in the options, or that nothing is there
   */
  checkApi(options: CheckApiOptions): Promise<CheckApiResult>;
  /** Makes the next signing key the current one. Tokens of the one before stay valid. */
  rotateKeys(): Promise<void>;
  /** Lets requests in flight end, for up to two seconds, and gives everything back. Does nothing the second time. */
  stop(): Promise<void>;
}

export interface TenantApplication {
  name: string;
  clientId: string;
  /** Undefined where the application authenticates with a key, or not at all. */
  clientSecret: string | undefined;
  /** APIs that it may have tokens for by client credentials. */
  audiences: string[];
}

export interface TokenWish {
  /** Id or name of an application. */
  client: string;
  /** Identifier of an API; the tenant's default audience where there is none. `/api/v2/` is the Management API. */
  audience?: string;
  /** Separated by spaces; all that the application is granted where there is none. */
  scope?: string;
}

/** The error that {@link RunningTenant.token} throws. */
export interface TokenRefusal extends Error {
  /** RFC 6749 §5.2, such as `access_denied`. */
  error: string;
  /** In the real service's words. */
  error_description: string;
  /** What exactly is wrong, in the tenant's own words. */
  hint: string | undefined;
}
