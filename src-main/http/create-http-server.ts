/** The door that other programs use: OAuth, discovery and the Management API. Built here, listening nowhere. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from '@fastify/cors';
import { type FastifyInstance, fastify } from 'fastify';
import type { Tenant } from '../tenant/create-tenant.ts';
import { answerErrors, answerUnreadableAddress } from './answer-errors.ts';
import { applyFaults } from './apply-faults.ts';
import { controlApi } from './control/control-api.ts';
import { managementApi } from './management/management-api.ts';
import { answerUnknownPaths } from './management/unknown-paths.ts';
import { tokenRoute } from './oauth/token.ts';
import { largestBody, parseBodies } from './parse-bodies.ts';
import { Pauses } from './pauses.ts';
import { recordExchanges, recordUnrouted } from './record-exchange.ts';
import { hasOneHost, refuseForeignHosts } from './request-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { serveInstead } from './serve-instead.ts';
import { jwks } from './well-known/jwks.ts';
import { openidConfiguration } from './well-known/openid-configuration.ts';
import { publish } from './well-known/published-document.ts';
import { RepeatedAnswers } from './well-known/repeated-answers.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What a server of Node's calls with each request. */
    listener(request: IncomingMessage, response: ServerResponse): void;
  }
}

export interface HttpServerOptions {
  /** Requests a second that the Management API takes before it answers 429. */
  rateLimit?: number | undefined;
  /** Opens `/_tokenbench/`; without one there is no such path. */
  controlToken?: string | undefined;
  /** Hears of errors that are the tenant's own fault. */
  report?: ((error: Error) => void) | undefined;
}

/** Longest part of a path: an identifier of 600 characters, each percent-encoded in full. */
const longestPathPart = 8_192;

const defaultRateLimit = 1_000;

export function createHttpServer(tenant: Tenant, options: HttpServerOptions = {}): FastifyInstance {
  const { rateLimit = defaultRateLimit, controlToken, report = () => undefined } = options;
  const app = fastify({
    bodyLimit: largestBody,
    routerOptions: { maxParamLength: longestPathPart },
    forceCloseConnections: true,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      answerUnreadableAddress(error, request, reply);
      recordUnrouted(request, reply, tenant, 'An address that cannot be read');
    },
  });
  const repeated = new RepeatedAnswers(
    tenant.traffic,
    () => tenant.faults.isQuiet && tenant.faults.isClockReal && tenant.servedInstead.isQuiet,
  );
  app.decorate('listener', (request: IncomingMessage, response: ServerResponse) => {
    if (!hasOneHost(request) || !repeated.answer(request, response)) app.routing(request, response);
  });
  recordExchanges(app, tenant);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(securityHeaders);
    // RFC 9110 §6.6.1 wants the machine's own time in Date: that of the tenant has a header of its own.
    if (!tenant.faults.isClockReal) reply.raw.setHeader('x-tenant-time', new Date(tenant.clock()).toISOString());
    done();
  });
  refuseForeignHosts(app, tenant);
  answerErrors(app, report);
  parseBodies(app);
  app.decorate('pauses', new Pauses());
  applyFaults(app, tenant);
  serveInstead(app, tenant);

  app.register(
    async (documents) => {
      // Preflights only: the documents say themselves that every origin may read them.
      await documents.register(async (preflights) => {
        await preflights.register(cors, { origin: '*', methods: ['GET', 'HEAD'], strictPreflight: false });
      });
      publish(documents, tenant, repeated, openidConfiguration(tenant));
      publish(documents, tenant, repeated, jwks(tenant));
    },
    { prefix: '/.well-known' },
  );
  app.register(
    async (oauth) => {
      await oauth.register(cors, {
        methods: ['POST'],
        strictPreflight: false,
        origin: (origin, done) => done(null, origin !== undefined && isWebOrigin(tenant, origin)),
      });
      tokenRoute(oauth, tenant);
    },
    { prefix: '/oauth' },
  );
  app.register(managementApi(tenant, rateLimit), { prefix: '/api/v2' });
  if (controlToken !== undefined) app.register(controlApi(tenant, controlToken), { prefix: '/_tokenbench' });
  answerUnknownPaths(app);
  return app;
}

/** Browsers may use the token endpoint from the web origins of an application. */
function isWebOrigin({ clients }: Tenant, origin: string): boolean {
  const names = (origins: readonly string[] | undefined) => origins?.includes(origin) === true;
  return (
    clients.matching(({ web_origins, allowed_origins }) => names(web_origins) || names(allowed_origins)).length > 0
  );
}
