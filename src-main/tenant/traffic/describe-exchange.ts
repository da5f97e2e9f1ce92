/** What an exchange was, in words: the same on screen, in a terminal and in a file. */
import type { ExchangeSummary } from '../../contract/entities/exchange.ts';
import { managementApiIdentifier } from '../../contract/entities/resource-server.ts';
import type { TrafficRow } from '../../contract/entities/traffic-row.ts';
import type { Outcome } from '../../contract/traffic-filter.ts';
import type { Tenant } from '../create-tenant.ts';

/** Scopes that are named in a line. */
const mostScopes = 4;

export function outcomeOf({ status }: Pick<ExchangeSummary, 'status'>): Outcome {
  if (status >= 500 || status === 0) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}

export function toTrafficRow(
  exchange: ExchangeSummary,
  { resourceServers }: Pick<Tenant, 'resourceServers'>,
): TrafficRow {
  const { log_id, date, kind, type, method, url, status, duration, description, hint } = exchange;
  const { client_id, client_name, audience, fault } = exchange;
  const identifier = kind === 'management' ? managementApiIdentifier : audience;
  const found = identifier === undefined ? undefined : resourceServers.byIdentifier(identifier);
  const api = found === undefined ? undefined : { id: found.id, name: found.name ?? found.identifier };
  return {
    log_id,
    date,
    kind,
    outcome: outcomeOf(exchange),
    words: describeExchange(exchange, api?.name),
    method,
    url,
    status,
    duration,
    description,
    ...(type === undefined ? {} : { type }),
    ...(hint === undefined ? {} : { hint }),
    ...(client_id === undefined ? {} : { client_id }),
    ...(client_name === undefined ? {} : { client_name }),
    ...(audience === undefined ? {} : { audience }),
    ...(api === undefined ? {} : { api }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** @param apiName Of the API that the audience names. */
function describeExchange(exchange: ExchangeSummary, apiName: string | undefined): string {
  const { kind, method, url, client_id, client_name, audience = '', scope = '', description, hint } = exchange;
  const isOk = outcomeOf(exchange) === 'ok';
  const path = url.split('?')[0];
  if (kind === 'token' && method !== 'OPTIONS') {
    if (!isOk) return `${outcomeWord(exchange)}: ${withoutStop(hint ?? description)}`;
    return `Token for ${apiName ?? audience} to ${client_name ?? client_id}: ${describeScope(scope)}`;
  }
  if (kind === 'not_http') return withoutStop(hint ?? description);
  if (!isOk) return `${outcomeWord(exchange)}: ${withoutStop(hint ?? (description || `${method} ${path}`))}`;
  if (description === '') return method === 'OPTIONS' ? `Preflight of a browser for ${path}` : `${method} ${path}`;
  return kind === 'management' && client_name !== undefined ? `${description}, by ${client_name}` : description;
}

/** A token for the Management API may hold two hundred. */
function describeScope(scope: string): string {
  const all = scope.split(' ').filter(Boolean);
  if (all.length === 0) return 'no permission';
  if (all.length <= mostScopes) return all.join(' ');
  return `${all.slice(0, mostScopes - 1).join(' ')} and ${all.length - mostScopes + 1} more`;
}

function outcomeWord(exchange: ExchangeSummary): string {
  return outcomeOf(exchange) === 'failed' ? 'Failed' : 'Refused';
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}
