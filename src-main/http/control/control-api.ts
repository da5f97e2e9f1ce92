/**
 * `/_tokenbench/`: what a test suite in any language may do to the tenant. For programs of this machine only, behind a token
 * of its own: no page of a browser and no token of the tenant gets in.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { sendJson } from '../exchange.ts';
import { isLoopbackHost, originOf } from '../request-origin.ts';
import type { ControlRequest, ControlRoute } from './control-route.ts';
import { controlRoutes } from './control-routes.ts';

/** An IPv4 address may come in the clothes of IPv6, RFC 4291 §2.5.5.2. */
const loopbackAddress = /^(?:127(?:\.\d+){3}|::1|::ffff:127(?:\.\d+){3})$/;

export function controlApi(tenant: Tenant, token: string) {
  return async (app: FastifyInstance): Promise<void> => {
    // Before the body is read: nobody unknown makes the tenant parse anything.
    app.addHook('onRequest', (request, _reply, done) => done(refuseStranger(request, tenant, token)));
    for (const route of controlRoutes(tenant)) addRoute(app, route, tenant);
    app.all('/*', { config: { description: 'Control: no such route' } }, (request, reply) =>
      sendJson(request, reply, 404, {
        statusCode: 404,
        error: 'Not Found',
        message: `There is no ${request.method} ${request.url.split('?')[0]}. GET /_tokenbench/ lists what there is.`,
      }),
    );
  };
}

function refuseStranger(request: FastifyRequest, { keys }: Tenant, token: string): TenantError | undefined {
  const { headers } = request;
  if (!loopbackAddress.test(request.raw.socket.remoteAddress ?? '') || !isLoopbackHost(request.host.toLowerCase())) {
    return new TenantError('not_from_here', 'Only programs of this machine may, at localhost, 127.0.0.1 or [::1].');
  }
  const site = headers['sec-fetch-site'];
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) {
    return new TenantError('not_from_here', 'Pages of a browser may not: this is for test suites.');
  }
  if (headers.authorization === undefined) {
    return new TenantError('missing_authentication', `Send the control token: "Authorization: Bearer …". ${whereIsIt}`);
  }
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization)?.[1] ?? '';
  if (keys.equalSecrets(given, token)) return undefined;
  return new TenantError('invalid_token', `This is not the control token of this tenant. ${whereIsIt}`);
}

const whereIsIt = '"tokenbench fault token" prints it, "serve --json" has it as controlToken.';

function addRoute(app: FastifyInstance, route: ControlRoute, tenant: Tenant): void {
  const { method, path, description, handle, stream, status = 200 } = route;
  app.route({
    method,
    url: path,
    config: { description: `Control: ${description}` },
    handler: async (request, reply) => {
      const asked = toControlRequest(request, tenant);
      if (stream !== undefined) {
        stream(asked, { request, reply });
        return reply;
      }
      return send(await handle?.(asked), status, request, reply);
    },
  });
}

function send(answer: unknown, status: number, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('cache-control', 'no-store');
  return status === 204 ? reply.code(204).send() : sendJson(request, reply, status, answer);
}

function toControlRequest(request: FastifyRequest, { origins }: Tenant): ControlRequest {
  return {
    name: String(Object(request.params).name ?? ''),
    body: request.body,
    issuer: origins.issuerAt(originOf(request)),
  };
}
