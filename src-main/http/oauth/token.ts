/** `POST /oauth/token`. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import type { TokenParameters } from '../../tenant/tokens/token-request.ts';
import { sendJson } from '../exchange.ts';
import { originOf } from '../request-origin.ts';

export function tokenRoute(app: FastifyInstance, { tokens, origins }: Tenant): void {
  // Other types are not read, as the service does it: the answer names the parameters that are missing then.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _text, done) => done(null, undefined));
  app.post(
    '/token',
    {
      config: { kind: 'token', description: 'Token request' },
      onRequest: (_request, reply, done) => {
        // RFC 6749 §5.1
        reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
        done();
      },
    },
    async (request, reply) => {
      const { notes } = request;
      // What the service's log calls a failed exchange; put right below when it did not fail.
      notes.type = 'feccft';
      notes.hint = describeUnread(request);
      const issuer = origins.issuerAt(originOf(request));
      const answer = await tokens.issue(
        {
          parameters: toParameters(request.body),
          authorization: request.headers.authorization,
          issuer,
          tokenEndpoint: `${issuer}oauth/token`,
        },
        notes,
      );
      notes.type = 'seccft';
      notes.description = '';
      return sendJson(request, reply, 200, answer);
    },
  );
}

/** Why parameters that a client did send were not read: kept for the log, where the request fails. */
function describeUnread({ body, query, headers }: FastifyRequest): string | undefined {
  const type = headers['content-type'];
  const hasBody =
    headers['content-length'] !== undefined
      ? headers['content-length'] !== '0'
      : headers['transfer-encoding'] !== undefined;
  if (body === undefined && hasBody) {
    const said = type === undefined ? 'it has no Content-Type' : `its Content-Type is ${type}`;
    return `The body was not read: ${said}. Send application/x-www-form-urlencoded or application/json.`;
  }
  const misplaced = ['grant_type', 'client_id', 'client_secret', 'audience'].filter(
    (name) => Object.hasOwn(Object(query), name) && !Object.hasOwn(Object(body), name),
  );
  return misplaced.length === 0
    ? undefined
    : `The parameters are in the address (${misplaced.join(', ')}); they belong in the body, and secrets never in an address.`;
}

function toParameters(body: unknown): TokenParameters {
  if (body === undefined) return {};
  if (isParameters(body)) return body;
  throw new TenantError('invalid_request', 'The body must be a JSON object or a form.', {
    refusal: { check: 'request', mends: [] },
  });
}

function isParameters(body: unknown): body is TokenParameters {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
