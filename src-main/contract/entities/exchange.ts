/** One exchange at the tenant: a request, its answer, and what it was. */

/** Type codes of the real service's log that this tenant writes. */
export const logTypes = {
  seccft: 'Success Exchange (Client Credentials for Access Token)',
  feccft: 'Failed Exchange (Client Credentials for Access Token)',
  sapi: 'Success API Operation',
  fapi: 'Failed API Operation',
  mgmt_api_read: 'Management API read operation',
  api_limit: 'Rate Limit on the Management API',
} as const;

export type LogType = keyof typeof logTypes;

export type ExchangeKind = 'token' | 'discovery' | 'jwks' | 'management' | 'other';

/** An exchange as it is shown: every secret masked. */
export interface Exchange {
  /** Sortable as text; also the id in `/api/v2/logs`. */
  log_id: string;
  /** ISO 8601, UTC. */
  date: string;
  kind: ExchangeKind;
  /** Absent where the real service would write no log entry. */
  type?: LogType;
  method: string;
  /** Path and query, secrets masked. */
  url: string;
  hostname: string;
  ip: string;
  user_agent: string;
  status: number;
  /** Milliseconds, with fractions. */
  duration: number;
  /** What it was, in words; on failure the error's text. */
  description: string;
  /** Why it was refused, more exactly than the answer says. */
  hint?: string;
  /** The kind of the fault that was made on purpose here, such as `token_slow`; see `fault.ts`. */
  fault?: string;
  client_id?: string;
  client_name?: string;
  audience?: string;
  scope?: string;
  request: { headers: Record<string, string>; body?: unknown };
  response: { headers: Record<string, string>; body?: unknown };
}
