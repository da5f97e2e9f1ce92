/** Answers in place of the published documents, for an API check that plays a case. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Tenant } from '../tenant/create-tenant.ts';
import type { ServedDocument } from '../tenant/published/served-instead.ts';

export function serveInstead(app: FastifyInstance, { servedInstead }: Tenant): void {
  app.addHook('preHandler', (request, reply, done) => {
    const { kind } = request.notes;
    if (servedInstead.isQuiet || (kind !== 'jwks' && kind !== 'discovery')) return done();
    const document = servedInstead.asked({ document: kind, userAgent: request.headers['user-agent'] ?? '' });
    if (document === undefined) return done();
    request.notes.hint = 'An API check answered in place of the tenant.';
    answer(document, request, reply).catch(done);
  });
}

async function answer(document: ServedDocument, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { delay = 0, status, headers, body } = document;
  if (delay > 0 && !(await request.server.pauses.wait(request, delay))) return;
  if (document.isDropped) {
    reply.hijack();
    request.raw.socket.destroy();
    return;
  }
  reply
    .code(status)
    .headers({ ...headers })
    .send(body);
}
