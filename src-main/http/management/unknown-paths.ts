/** Paths that this tenant does not have: the service's 404, and in the log whether the real service has them. */
import type { FastifyInstance } from 'fastify';
import { sendJson } from '../exchange.ts';

/** First parts of the paths of the real Management API. */
const realPaths = new Set(
  `actions anomaly attack-protection blacklists branding client-grants clients connection-profiles connections
  custom-domains device-credentials email-templates emails event-streams flows forms grants groups guardian hooks jobs keys
  log-streams logs network-acls organizations prompts refresh-tokens resource-servers risk-assessments roles rules
  rules-configs self-service-profiles sessions stats supplemental-signals tenants tickets token-exchange-profiles
  user-attribute-profiles user-blocks users users-by-email verifiable-credentials`.split(/\s+/),
);

const managementPath = /^\/api\/v2(?:\/([^/?]*))?/;
const authenticationPath = /^\/(authorize|userinfo|oidc|v2\/logout|passwordless|dbconnections|mfa|samlp|oauth)\b/;

export function answerUnknownPaths(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    const [isManagement, noun = ''] = managementPath.exec(request.url) ?? [];
    const isReal = isManagement === undefined ? authenticationPath.test(request.url) : realPaths.has(noun);
    const path = `${request.method} ${request.url.split('?')[0]}`;
    request.notes.description = isReal
      ? `The real service has ${path}, this tenant does not.`
      : `Neither the real service nor this tenant is known to have ${path}.`;
    if (isManagement !== undefined) Object.assign(request.notes, { kind: 'management', type: 'fapi' });
    const body = { statusCode: 404, error: 'Not Found', message: 'Not Found' };
    return sendJson(request, reply, 404, body);
  });
}
