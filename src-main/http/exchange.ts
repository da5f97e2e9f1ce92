/** What the routes note of an exchange while it runs; `record-exchange.ts` hands it to the tenant's traffic at its end. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExchangeKind, LogType } from '../contract/entities/exchange.ts';
import type { Refusal } from '../contract/entities/refusal.ts';
import type { TokenExchange } from '../tenant/tokens/token-request.ts';
import type { Recorded } from '../tenant/traffic/service.ts';

export interface ExchangeNotes extends TokenExchange {
  kind: ExchangeKind;
  type?: LogType;
  /** In words; on failure the error's text. */
  description: string;
  hint?: string;
  refusal?: Refusal;
  /** The request's body, where it was JSON. */
  requestJson?: string;
  /** The answer's body, as text or as its bytes. */
  answerJson?: string | Uint8Array;
}

declare module 'fastify' {
  interface FastifyRequest {
    notes: ExchangeNotes;
    /** What the traffic made of the exchange, at its end. */
    recorded: Recorded;
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

/** Answers with JSON that is written once, for the client and for the tenant's record of the exchange. */
export function sendJson(request: FastifyRequest, reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return sendJsonText(request, reply, status, JSON.stringify(body));
}

/** The same with JSON that is written already. */
export function sendJsonText(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  json: string | Buffer,
): FastifyReply {
  request.notes.answerJson = json;
  return reply.code(status).type('application/json; charset=utf-8').send(json);
}
