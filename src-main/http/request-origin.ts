/** At which of the tenant's addresses a request came in. */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Tenant } from '../tenant/create-tenant.ts';

/** Names of the own machine: RFC 6761 §6.3 gives everything below `.localhost` to it. */
const loopbackHost = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?$/;

/** @param host in lower case, with or without a port */
export function isLoopbackHost(host: string): boolean {
  const found = loopbackHost.exec(host);
  return found !== null && Number(found[1] ?? 80) <= 65_535;
}

/** `http://localhost:4400`: scheme and authority as the client wrote them. */
export function originOf(request: FastifyRequest): string {
  return `${schemeOf(request)}://${request.host.toLowerCase()}`;
}

function schemeOf({ raw: { socket } }: FastifyRequest): 'http' | 'https' {
  return 'encrypted' in socket && socket.encrypted ? 'https' : 'http';
}

/**
 * Answers only requests that name a host of the own machine, or the host of the fixed issuer. Otherwise a web page could
 * reach the tenant under a name of its own that it lets point at 127.0.0.1 (DNS rebinding).
 */
export function refuseForeignHosts(app: FastifyInstance, { origins }: Tenant): void {
  app.addHook('onRequest', (request, reply, done) => {
    const host = (hostOfTarget(request.raw.url) ?? request.host).toLowerCase();
    if (!hasOneHost(request.raw)) {
      request.notes.description = 'Refused: not one Host header';
      reply.code(400).send({
        statusCode: 400,
        error: 'Bad Request',
        message: 'A request names its host in one Host header (RFC 9112 §3.2).',
      });
      return;
    }
    if (isLoopbackHost(host) || origins.has(`https://${host}`) || origins.has(`http://${host}`)) return done();
    request.notes.description = 'Refused: foreign Host header';
    // RFC 9110 §15.5.20
    reply.code(421).send({
      statusCode: 421,
      error: 'Misdirected Request',
      message: describeForeignHost(host, schemeOf(request), origins),
    });
  });
}

/** The host is repeated only where it is one: it comes from whoever asks. */
function describeForeignHost(host: string, scheme: string, { hostNames, fixedIssuer }: Tenant['origins']): string {
  const names = ['localhost', '127.0.0.1', '[::1]', ...hostNames];
  const issuer = fixedIssuer === undefined ? '' : ` and its fixed issuer ${fixedIssuer}`;
  const known = `This tenant answers at ${names.join(', ')}${issuer} only`;
  if (!/^[a-z0-9.-]{1,253}(?::\d{1,5})?$/.test(host)) return `${known}.`;
  return `${known}, not at ${host}. To be asked by this name, start it with --host-name, or with: tokenbench serve --issuer ${scheme}://${host}/`;
}

/** A request line may name the host itself, which then counts, whatever the header says: RFC 9112 §3.2.2. */
function hostOfTarget(target = ''): string | undefined {
  return /^https?:\/\/([^/?#]*)/i.exec(target)?.[1];
}

/** RFC 9112 §3.2. HTTP/1.0 had no hosts yet. */
export function hasOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') count += 1;
  return count === 1 || (count === 0 && httpVersion === '1.0');
}
