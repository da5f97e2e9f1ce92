import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tenant } from '../../tenant/create-tenant.ts';

/** Milliseconds between signs of life, so that a connection that broke is noticed. */
const heartbeat = 15_000;

/**
 * A test session that lives as long as a connection: a suite that crashes leaves no fault behind.
 * @throws {TenantError} `inexistent_session`
 */
export function holdSession(id: string, { faults }: Tenant, request: FastifyRequest, reply: FastifyReply): void {
  const session = faults.holdSession(id);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  raw.write(`data: ${JSON.stringify(session)}\n\n`);
  const beat = setInterval(() => raw.write(': alive\n\n'), heartbeat);
  request.server.pauses.hold(request, () => {
    clearInterval(beat);
    if (faults.hasSession(id)) faults.endSession(id);
  });
}
