/** What the routes note of an exchange while it runs; `record-exchange.ts` hands it to the tenant's traffic at its end. */
import type { FastifyRequest } from 'fastify';
import type { ExchangeKind, LogType } from '../contract/entities/exchange.ts';
import type { TokenExchange } from '../tenant/tokens/token-request.ts';

export interface ExchangeNotes extends TokenExchange {
  kind: ExchangeKind;
  type?: LogType;
  /** In words; on failure the error's text. */
  description: string;
  hint?: string;
  /** The answer's body before it was serialized. */
  answer?: unknown;
}

declare module 'fastify' {
  interface FastifyRequest {
    notes: ExchangeNotes;
  }
  interface FastifyContextConfig {
    /** What an exchange at this route is; `other` where a route says nothing. */
    kind?: ExchangeKind;
    description?: string;
  }
}

export function beginNotes(request: FastifyRequest): void {
  const { kind = 'other', description = '' } = request.routeOptions.config;
  request.notes = { kind, description };
}
