/** At which of the tenant's addresses a request came in. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Tenant } from '../tenant/create-tenant.ts';

/** Names of the own machine: RFC 6761 §6.3 gives everything below `.localhost` to it. */
export const loopbackHost = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** `http://localhost:4400`: scheme and authority as the client wrote them. */
export function originOf(request: FastifyRequest): string {
  const scheme = 'encrypted' in request.raw.socket && request.raw.socket.encrypted ? 'https' : 'http';
  return `${scheme}://${request.host.toLowerCase()}`;
}

/**
 * Answers only requests that name a host of the own machine, or the host of the fixed issuer. Otherwise a web page could
 * reach the tenant under a name of its own that it lets point at 127.0.0.1 (DNS rebinding).
 */
export function refuseForeignHosts(app: FastifyInstance, { origins }: Tenant): void {
  app.addHook('onRequest', (request, reply, done) => {
    const host = request.host.toLowerCase();
    if (loopbackHost.test(host) || origins.has(`https://${host}`) || origins.has(`http://${host}`)) return done();
    request.notes.description = 'Refused: foreign Host header';
    // RFC 9110 §15.5.20
    reply.code(421).send({
      statusCode: 421,
      error: 'Misdirected Request',
      message: 'This tenant answers at localhost, 127.0.0.1, [::1] and its fixed issuer only.',
    });
  });
}
