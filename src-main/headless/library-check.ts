/** The check of an API, as a test suite says it: types that stand by themselves, as those of the seed do. */

/** A protected route of an API that trusts the tenant, and what it asks for. */
export interface CheckApiOptions {
  /** Such as `http://localhost:3000/orders`. Loopback and private addresses only, unless `allow_host` names it. */
  url: string;
  /** Identifier of the API in the tenant. */
  audience: string;
  /** Permissions that the route needs, separated by spaces; found out without it. */
  scope?: string;
  /** Id or name of the application that the tokens are of. */
  client?: string;
  /** GET, unless said otherwise. With another one a bad token that is accepted performs the action. */
  method?: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: string;
  /** A route of the same API that needs no token. */
  unprotected_url?: string;
  /** All, unless some are named. */
  groups?: CheckGroupName[];
  /** Ids of cases, such as `alg-none`. */
  only?: string[];
  /** The host of the address once more, where it is not on this machine or its network. */
  allow_host?: string;
  /** More statuses that are a refusal, such as 302. */
  refused_statuses?: number[];
  /** Runs the cases that wait for caches of the API, half a minute or more. False unless said otherwise. */
  wait?: boolean;
}

export type CheckGroupName =
  | 'control'
  | 'transport'
  | 'shape'
  | 'algorithms'
  | 'headers'
  | 'signature'
  | 'time'
  | 'claims'
  | 'scope'
  | 'json'
  | 'limits'
  | 'keys'
  | 'rotation';

export interface CheckApiResult {
  /** Whether the API took the good token. Where it did not, nothing else was sent. */
  control: 'accepted' | 'refused';
  /** What to set in the API, where the control was refused; why the run ended early, where it did. */
  advice: string | undefined;
  /** A: nothing to mend; B: warnings; C: failures that need a token; F: what anyone can do. */
  grade: 'A' | 'B' | 'C' | 'F' | undefined;
  counts: Record<CheckVerdictName | 'serious' | 'warnings', number>;
  /** Of every case, in the order of the battery. */
  results: CheckedCase[];
  /** What an API must not do: holes, good tokens refused, crashes; and the control, where it was refused. */
  failures: CheckedCase[];
  /** What a standard asks for and respected libraries do otherwise. */
  warnings: CheckedCase[];
}

export type CheckVerdictName = 'as_expected' | 'accepts_wrong' | 'refuses_right' | 'breaks' | 'remark' | 'not_run';

export interface CheckedCase {
  /** Stable from version to version. */
  id: string;
  group: CheckGroupName;
  severity: 'must' | 'should' | 'may';
  verdict: CheckVerdictName;
  /** What was sent, in words. */
  title: string;
  expected: string;
  got: string;
  /** What the answer means here. */
  reason: string;
  /** Why it matters, with the standard. */
  why: string;
}
