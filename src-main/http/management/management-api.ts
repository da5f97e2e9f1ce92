/** The Management API v2: every route of the tenant's entities, behind one bearer check. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LogType } from '../../contract/entities/exchange.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { sendJsonText } from '../exchange.ts';
import { JsonText } from '../json-text.ts';
import { originOf } from '../request-origin.ts';
import { type Authenticate, type Bearer, bearerAuthentication, requireScopes } from './authenticate.ts';
import { clientCredentialRoutes } from './client-credentials.ts';
import { clientGrantRoutes } from './client-grants.ts';
import { clientRoutes } from './clients.ts';
import { logRoutes } from './logs.ts';
import { type Caller, type CountRequest, limitRate } from './rate-limit.ts';
import { RepeatedReads } from './repeated-reads.ts';
import { resourceServerRoutes } from './resource-servers.ts';
import type { ManagementRoute } from './route.ts';
import { settingsRoutes } from './settings.ts';
import { signingKeyRoutes } from './signing-keys.ts';

declare module 'fastify' {
  interface FastifyRequest {
    bearer: Bearer;
  }
}

export function managementApi(tenant: Tenant, rateLimit: number) {
  return async (app: FastifyInstance): Promise<void> => {
    const countRequest = limitRate(rateLimit, tenant.clock);
    const reads = new RepeatedReads(tenant);
    const { authenticate, stop } = bearerAuthentication(tenant);
    app.addHook('onClose', async () => stop());
    app.decorateRequest('bearer');
    for (const route of allRoutes(tenant)) addRoute(app, route, tenant, { countRequest, authenticate, reads });
  };
}

/** Every operation, in the order of the reference: what it is called and which scopes open it. */
export function managementOperations(tenant: Tenant) {
  return allRoutes(tenant).map(({ method, path, description, anyScope = [], allScopes = [] }) => ({
    method,
    path,
    description,
    anyScope: [...anyScope],
    allScopes: [...allScopes],
  }));
}

function allRoutes(tenant: Tenant): ManagementRoute[] {
  return [
    ...resourceServerRoutes(tenant),
    ...clientGrantRoutes(tenant),
    ...clientRoutes(tenant),
    ...clientCredentialRoutes(tenant),
    ...signingKeyRoutes(tenant),
    ...settingsRoutes(tenant),
    ...logRoutes(tenant),
  ];
}

function addRoute(
  app: FastifyInstance,
  route: ManagementRoute,
  tenant: Tenant,
  {
    countRequest,
    authenticate,
    reads,
  }: { countRequest: CountRequest; authenticate: Authenticate; reads: RepeatedReads },
): void {
  app.route({
    method: route.method,
    url: route.path,
    config: { kind: 'management', description: route.description },
    // Before the body is read: nobody unknown makes the tenant parse anything.
    onRequest: async (request, reply) => {
      const { type } = failureOf(route);
      if (type !== undefined) request.notes.type = type;
      // Answers hold secrets.
      reply.header('cache-control', 'no-store');
      await identify(request, reply, { countRequest, authenticate });
      noteBearer(request, tenant);
      requireScopes(route, request.bearer, tenant);
    },
    handler: async (request, reply) => {
      const { bearer, url } = request;
      const address = `${originOf(request)}${url}`;
      const kept = mayRepeat(route) ? reads.find(bearer, address) : undefined;
      if (kept !== undefined) return sendRead(request, reply, kept, kept.bytes);
      const made = await route.handle(toManagementRequest(request));
      const answer = made instanceof JsonText ? made : JsonText.of(made);
      if (route.method !== 'GET') request.notes.type = 'sapi';
      // The service sends the type even where there is no body.
      if (route.status === 204) return reply.code(204).type('application/json; charset=utf-8').send();
      if (route.method !== 'GET') return sendJsonText(request, reply, route.status ?? 200, answer.text);
      if (mayRepeat(route)) reads.keep(bearer, address, answer);
      return sendRead(request, reply, answer, answer.text);
    },
  });
}

/** What is not of the tenant's entities, such as its logs, changes without them. */
function mayRepeat({ method, isLive = false }: ManagementRoute): boolean {
  return method === 'GET' && !isLive;
}

function sendRead(
  request: FastifyRequest,
  reply: FastifyReply,
  { showsSecret }: JsonText,
  json: string | Buffer,
): FastifyReply {
  // The service logs reads of secrets, and no others.
  if (showsSecret) request.notes.type = 'mgmt_api_read';
  return sendJsonText(request, reply, 200, json);
}

/** The limit goes before the refusal of the bearer, as in the real service. */
async function identify(
  request: FastifyRequest,
  reply: FastifyReply,
  { countRequest, authenticate }: { countRequest: CountRequest; authenticate: Authenticate },
): Promise<void> {
  try {
    request.bearer = await authenticate(request.headers.authorization);
  } catch (refusal) {
    await limit(countRequest, request, reply, 'unknown');
    throw refusal;
  }
  await limit(countRequest, request, reply, 'known');
}

async function limit(
  countRequest: CountRequest,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller,
): Promise<void> {
  try {
    await countRequest(reply, caller);
  } catch (error) {
    if (error instanceof TenantError) request.notes.type = 'api_limit';
    throw error;
  }
}

function noteBearer({ notes, bearer }: FastifyRequest, { clients }: Tenant): void {
  if (bearer.clientId === undefined) return;
  notes.client_id = bearer.clientId;
  const name = clients.find(bearer.clientId)?.name;
  if (name !== undefined) notes.client_name = name;
}

/** Writes are logged, reads are not, whether they succeed or fail. */
function failureOf({ method }: ManagementRoute): { type?: LogType } {
  return method === 'GET' ? {} : { type: 'fapi' };
}

function toManagementRequest(request: FastifyRequest) {
  const { params, query, body = {} } = request;
  return {
    params: toTexts(params),
    query: typeof query === 'object' && query !== null ? { ...query } : {},
    body,
    origin: originOf(request),
    scopes: request.bearer.scopes,
  };
}

function toTexts(params: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(Object(params)).map(([name, value]) => [name, String(value)]));
}
