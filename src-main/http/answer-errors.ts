/** Refusals as answers: code → status and body, in the two shapes that the real service has. */
import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TenantErrorCode } from '../contract/errors.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import { sendJson } from './exchange.ts';

const statuses: Record<TenantErrorCode, number> = {
  invalid_body: 400,
  invalid_uri: 400,
  invalid_query_string: 400,
  operation_not_supported: 400,
  validation_error: 400,
  malformed_authorization: 400,
  missing_authentication: 401,
  invalid_token: 401,
  insufficient_scope: 403,
  too_many_entities: 403,
  not_from_here: 403,
  // RFC 4918 §11.5: what was asked for cannot be stored.
  not_kept: 507,
  inexistent_resource_server: 404,
  inexistent_client: 404,
  inexistent_client_grant: 404,
  inexistent_credential: 404,
  inexistent_signing_key: 404,
  inexistent_log: 404,
  inexistent_audience: 404,
  inexistent_fault: 404,
  inexistent_session: 404,
  resource_server_conflict: 409,
  client_conflict: 409,
  client_grant_conflict: 409,
  alias_conflict: 409,
  too_many_requests: 429,
  invalid_request: 400,
  invalid_scope: 400,
  invalid_target: 400,
  invalid_client: 401,
  client_authentication_failed: 401,
  access_denied: 403,
  unauthorized_client: 403,
  // The service answers 403 where RFC 6749 §5.2 has 400.
  unsupported_grant_type: 403,
};

/** Codes that the Management API shows under another name, or not at all. */
const shownErrorCodes: Partial<Record<TenantErrorCode, string | undefined>> = {
  malformed_authorization: 'Bearer',
  missing_authentication: undefined,
  invalid_token: undefined,
  inexistent_signing_key: undefined,
  inexistent_log: undefined,
  inexistent_audience: undefined,
};

const clientGrantTypesHelp = 'https://auth0.com/docs/clients/client-grant-types';

/** @param report Hears of errors that are the tenant's own fault. */
export function answerErrors(app: FastifyInstance, report: (error: Error) => void): void {
  app.setErrorHandler((error: FastifyError | TenantError, request, reply) => {
    const refusal = error instanceof TenantError ? error : toTenantError(error);
    if (refusal === undefined) {
      report(error);
      return answerFault(request, reply);
    }
    request.notes.description = refusal.message;
    if (refusal.hint !== undefined) request.notes.hint = refusal.hint;
    if (refusal.refusal !== undefined) request.notes.refusal = refusal.refusal;
    const status = error instanceof TenantError ? statuses[refusal.code] : (error.statusCode ?? 400);
    return isOAuth(request)
      ? answerOAuth(refusal, status, request, reply)
      : answer(request, reply, status, managementBody(refusal, status), challenge(refusal));
  });
}

function isOAuth(request: FastifyRequest): boolean {
  return request.url.startsWith('/oauth/');
}

/** RFC 6749 §5.2, with the service's statuses. */
function answerOAuth(
  { code, message }: TenantError,
  status: number,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = code === 'client_authentication_failed' ? 'access_denied' : code;
  const body = {
    error,
    error_description: message,
    ...(code === 'unauthorized_client' && message.startsWith('Grant type') ? { error_uri: clientGrantTypesHelp } : {}),
  };
  // RFC 6749 §5.2 asks for a challenge where the client used the header. RFC 9110 §11.6.1 wants one on every 401, but
  // openid-client and the SDKs built on it then report the challenge instead of the error in the body.
  const authenticate = request.headers.authorization === undefined ? undefined : 'Basic realm="tokenbench"';
  return answer(request, reply, status, body, authenticate);
}

function managementBody({ code, message }: TenantError, status: number): object {
  const errorCode = Object.hasOwn(shownErrorCodes, code) ? shownErrorCodes[code] : code;
  return {
    statusCode: status,
    error: STATUS_CODES[status] ?? 'Error',
    message,
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(code === 'invalid_token' ? { attributes: { error: message } } : {}),
  };
}

/** RFC 6750 §3: without a token the challenge is bare. */
function challenge({ code, message }: TenantError): string {
  return code === 'invalid_token' ? `Bearer error="invalid_token", error_description="${ascii(message)}"` : 'Bearer';
}

/** RFC 6750 §3: what an `error_description` may hold. */
function ascii(text: string): string {
  return text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '?').slice(0, 200);
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  body: object,
  authenticate: string | undefined,
): FastifyReply {
  if (status === 401 && authenticate !== undefined) reply.header('www-authenticate', authenticate);
  return sendJson(request, reply, status, body);
}

function answerFault(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.notes.description = 'Internal error of the tenant';
  const body = isOAuth(request)
    ? { error: 'server_error', error_description: 'Internal error of the tenant. See its terminal.' }
    : { statusCode: 500, error: 'Internal Server Error', message: 'Internal error of the tenant. See its terminal.' };
  return answer(request, reply, 500, body, 'Bearer');
}

/**
 * What the router refuses before a request reaches any route, such as `%zz` in a path. In words of our own: Fastify's
 * repeat the address, and an address may hold a secret.
 */
export function answerUnreadableAddress({ statusCode = 400 }: FastifyError, _request: unknown, reply: FastifyReply) {
  reply
    .code(statusCode)
    .header('x-content-type-options', 'nosniff')
    .send({
      statusCode,
      error: STATUS_CODES[statusCode] ?? 'Error',
      message:
        statusCode === 414 ? 'A part of the path is too long.' : 'The path holds a percent sign that encodes nothing.',
    });
}

/** What Fastify refuses by itself: bodies that are too large, of another type, or broken. */
function toTenantError(error: FastifyError): TenantError | undefined {
  const { statusCode = 500 } = error;
  if (statusCode >= 500) return undefined;
  return new TenantError('invalid_request', error.message);
}
