import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Tenant } from '../tenant/create-tenant.ts';
import type { ReportedExchange } from '../tenant/traffic/service.ts';
import { beginNotes } from './exchange.ts';

/** Every exchange ends up in the tenant's traffic, whatever became of it. */
export function recordExchanges(app: FastifyInstance, { traffic }: Tenant): void {
  app.decorateRequest('notes');
  app.decorateRequest('recorded');
  app.addHook('onRequest', (request, _reply, done) => {
    beginNotes(request);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    request.recorded = traffic.record(recordExchange(request, reply));
    done();
  });
}

/** For what the router refuses by itself: no hook runs for it. */
export function recordUnrouted(
  request: FastifyRequest,
  reply: FastifyReply,
  { traffic }: Tenant,
  description: string,
): void {
  request.notes = { kind: 'other', description };
  traffic.record(recordExchange(request, reply));
}

/** What is known of an exchange at its end. */
export function recordExchange(request: FastifyRequest, reply: FastifyReply): ReportedExchange {
  const { requestJson, answerJson, ...notes } = request.notes;
  return {
    ...notes,
    method: request.method,
    url: request.url,
    hostname: request.host,
    ip: request.ip,
    ...portOf(request),
    user_agent: request.headers['user-agent'] ?? '',
    status: reply.statusCode,
    duration: reply.elapsedTime,
    request: { headers: joinHeaders(request), json: requestJson ?? toJson(request.body) },
    response: { headers: reply.getHeaders(), json: answerJson },
  };
}

function portOf({ socket }: FastifyRequest): { remote_port?: number } {
  return socket.remotePort === undefined ? {} : { remote_port: socket.remotePort };
}

/** One text in place of an object of texts: ten thousand exchanges are kept. */
function joinHeaders({ raw }: FastifyRequest): string {
  return raw.rawHeaders.join('\n');
}

/** A form has been taken apart already. */
function toJson(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}
