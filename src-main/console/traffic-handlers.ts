/** Handlers of the traffic's screen. What is unmasked leaves here only as the answer to a call that asks for it. */
import { logTypes } from '../contract/entities/exchange.ts';
import { managementApiIdentifier } from '../contract/entities/resource-server.ts';
import type { TokenView } from '../contract/entities/token-view.ts';
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { TrafficDetail, trafficMethods } from '../contract/methods/traffic.ts';
import { describeLogEntry } from '../http/management/logs.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { exportHar } from '../runtime/traffic/export-har.ts';
import { listTraffic } from '../runtime/traffic/list-traffic.ts';
import { chooseOrigin, replayExchange, whyNoReplay } from '../runtime/traffic/replay-exchange.ts';
import { writeCurl } from '../runtime/traffic/write-curl.ts';
import { revealMessages, writeMessages } from '../runtime/traffic/write-messages.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import { inspectToken } from '../tenant/tokens/inspect-token.ts';
import { toTrafficRow } from '../tenant/traffic/describe-exchange.ts';
import { explainRefusal } from '../tenant/traffic/explain-refusal.ts';
import { maskToken } from '../tenant/traffic/mask-secrets.ts';
import { applyMend } from '../tenant/traffic/mends.ts';
import type { RevealedExchange } from '../tenant/traffic/service.ts';

type TrafficMethods = typeof trafficMethods;

export type TrafficHandlers = {
  [Name in keyof TrafficMethods]: (
    input: InputOf<TrafficMethods[Name]>,
  ) => OutputOf<TrafficMethods[Name]> | Promise<OutputOf<TrafficMethods[Name]>>;
};

export function trafficHandlers(runtime: TenantRuntime): TrafficHandlers {
  const { tenant } = runtime;
  const { traffic } = tenant;
  const originOf = (hostname: string) => chooseOrigin(hostname, runtime.doors) ?? 'http://localhost:4400';

  return {
    'traffic.list': (wish) => listTraffic(wish, tenant),
    'traffic.get': ({ log_id }) => describe(log_id, tenant),
    'traffic.reveal': ({ log_id }) => revealMessages(traffic.reveal(log_id)),
    'traffic.readToken': ({ log_id, which }) => {
      const token = findTokens(traffic.reveal(log_id))[which];
      if (token === undefined) throw new TenantError('invalid_request', 'This exchange has no such token.');
      return { token };
    },
    'traffic.mend': async ({ mend }) => {
      await applyMend(mend, tenant);
      return {};
    },
    'traffic.replay': async ({ log_id }) => ({ log_id: await replayExchange(log_id, runtime) }),
    'traffic.curl': ({ log_id, shell, withSecrets }) => {
      const { request } = withSecrets ? revealMessages(traffic.reveal(log_id)) : writeMessages(traffic.get(log_id));
      return { curl: writeCurl(request, originOf(traffic.reveal(log_id).hostname), shell) };
    },
    'traffic.exportHar': (wish) => exportHar(wish, tenant, originOf),
    'traffic.clear': () => {
      traffic.clear();
      return {};
    },
    'traffic.counts': () => ({ recorded: traffic.count, held: traffic.held, unread: traffic.unread }),
    'traffic.markSeen': () => {
      traffic.markSeen();
      return {};
    },
  };
}

async function describe(log_id: string, tenant: Tenant): Promise<TrafficDetail> {
  const { traffic } = tenant;
  const exchange = traffic.get(log_id);
  const revealed = traffic.reveal(log_id);
  const shown = writeMessages(exchange);
  const tokens = findTokens(revealed);
  const [token, bearer] = await Promise.all([view(tokens.issued, tenant), view(tokens.bearer, tenant)]);
  const row = toTrafficRow(exchange, tenant);
  const why = explainRefusal(exchange, tenant);
  const grantId = findGrantId(row, tenant);
  const noReplay = whyNoReplay(revealed);
  return {
    row,
    hostname: exchange.hostname,
    ip: exchange.ip,
    userAgent: exchange.user_agent,
    ...(why === undefined ? {} : { why }),
    ...shown,
    hasSecrets: JSON.stringify(shown) !== JSON.stringify(revealMessages(revealed)),
    ...(token === undefined ? {} : { token }),
    ...(bearer === undefined ? {} : { bearer }),
    ...(grantId === undefined ? {} : { grantId }),
    ...(exchange.type === undefined
      ? {}
      : { logEntry: describeLogEntry(tenant, exchange), logTypeName: logTypes[exchange.type] }),
    ...(noReplay === undefined ? {} : { noReplay }),
  };
}

/** What the token says can be read; what it opens stays shut. */
async function view(token: string | undefined, tenant: Tenant): Promise<TokenView | undefined> {
  if (token === undefined) return undefined;
  const inspected = await inspectToken(token, tenant);
  return { ...inspected, token: maskToken(inspected.token) };
}

function findTokens({ kind, request, response }: RevealedExchange): Partial<Record<'issued' | 'bearer', string>> {
  const { access_token } = kind === 'token' && response.json !== '' ? Object(JSON.parse(response.json)) : Object(null);
  const bearer = /^bearer +(\S+)$/i.exec(String(request.headers.authorization ?? ''))?.[1];
  return {
    ...(typeof access_token === 'string' ? { issued: access_token } : {}),
    ...(bearer === undefined ? {} : { bearer }),
  };
}

function findGrantId(
  { kind, client_id, audience }: TrafficDetail['row'],
  { clientGrants }: Tenant,
): string | undefined {
  const wanted = kind === 'management' ? managementApiIdentifier : audience;
  if (client_id === undefined || wanted === undefined) return undefined;
  return clientGrants.matching({ client_id, audience: wanted, subject_type: 'client' })[0]?.id;
}
