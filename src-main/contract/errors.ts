/**
 * The closed family of refusals. A code says what was refused; the doors decide what that means in HTTP, on screen or on
 * the command line.
 */
export const tenantErrorCodes = [
  // input
  'invalid_body',
  'invalid_uri',
  'invalid_query_string',
  // Management API
  'operation_not_supported',
  'inexistent_resource_server',
  'inexistent_client',
  'inexistent_client_grant',
  'inexistent_credential',
  'inexistent_signing_key',
  'inexistent_log',
  'inexistent_audience',
  'inexistent_fault',
  'inexistent_session',
  'resource_server_conflict',
  'client_conflict',
  'client_grant_conflict',
  'alias_conflict',
  'validation_error',
  'insufficient_scope',
  'too_many_entities',
  // the disk refuses
  'not_kept',
  // who asks
  'malformed_authorization',
  'missing_authentication',
  'invalid_token',
  'too_many_requests',
  'not_from_here',
  // OAuth, RFC 6749 §5.2 and the service's own
  'client_authentication_failed',
  'invalid_request',
  'invalid_scope',
  'invalid_target',
  'invalid_client',
  'access_denied',
  'unauthorized_client',
  'unsupported_grant_type',
] as const;

export type TenantErrorCode = (typeof tenantErrorCodes)[number];

/** What only the seam between screens and main side can refuse. */
export const consoleErrorCodes = [
  'unknown_method',
  'not_available',
  'port_taken',
  'connection_lost',
  'internal',
] as const;

export type ConsoleErrorCode = (typeof consoleErrorCodes)[number];

/** How a refusal crosses a seam: plain JSON. */
export interface Problem {
  code: TenantErrorCode | ConsoleErrorCode;
  message: string;
  /** Path of the property at fault, such as `scopes[8].value`. */
  field?: string;
}
