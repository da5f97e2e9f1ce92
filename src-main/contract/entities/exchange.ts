/** One exchange at the tenant: a request, its answer, and what it was. */
import type { Refusal } from './refusal.ts';

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

/** `not_http`: what came was no request at all, and no route was asked. */
export const exchangeKinds = ['token', 'discovery', 'jwks', 'management', 'other', 'not_http'] as const;
export type ExchangeKind = (typeof exchangeKinds)[number];

/** What an exchange was, without what was said. Every secret is masked. */
export interface ExchangeSummary {
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
  /** The other end of the connection; two connections that are open at once never share one. */
  remote_port?: number;
  user_agent: string;
  /** 0 where there was no answer. */
  status: number;
  /** Milliseconds, with fractions. */
  duration: number;
  /** What it was, in words; on failure the error's text. */
  description: string;
  /** Why it was refused, more exactly than the answer says. */
  hint?: string;
  /** Which check failed, and what would let the request pass. */
  refusal?: Refusal;
  /** The kinds of the faults that hit it, such as `token_slow`, separated by commas; see `fault-kinds.ts`. */
  fault?: string;
  client_id?: string;
  client_name?: string;
  audience?: string;
  scope?: string;
}

/** An exchange as it is shown: every secret masked. */
export interface Exchange extends ExchangeSummary {
  request: { headers: Record<string, string>; body?: unknown };
  response: { headers: Record<string, string>; body?: unknown };
}
