/** The real service's log, read from the tenant's traffic. */
import { Type } from '@sinclair/typebox';
import type { Exchange, ExchangeSummary } from '../../contract/entities/exchange.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { checkInput } from '../../tenant/input/check-input.ts';
import { TenantError } from '../../tenant/tenant-error.ts';
import { parseLogQuery } from './log-query.ts';
import { pageQueryFromZero } from './paging.ts';
import { chooseFields } from './present.ts';
import { type ManagementRoute, param } from './route.ts';

const sortFields = [
  'date',
  'connection',
  'client_id',
  'client_name',
  'ip',
  'user_id',
  'user_name',
  'description',
  'user_agent',
  'type',
  'details',
  'strategy',
  'strategy_type',
] as const;
type SortField = (typeof sortFields)[number];

const listQuery = Type.Object({
  ...pageQueryFromZero,
  fields: Type.Optional(Type.String()),
  include_fields: Type.Optional(Type.Boolean()),
  sort: Type.Optional(Type.String({ pattern: `^(${sortFields.join('|')}):(1|-1)$` })),
  from: Type.Optional(Type.String()),
  take: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  q: Type.Optional(Type.String()),
  search: Type.Optional(Type.String()),
});

const readScopes = ['read:logs', 'read:logs_users'];
const defaultPerPage = 50;

export function logRoutes(tenant: Tenant): ManagementRoute[] {
  const { traffic } = tenant;
  return [
    {
      method: 'GET',
      isLive: true,
      path: '/logs',
      description: 'Search log events',
      anyScope: readScopes,
      handle: (request) => {
        const query = checkInput(listQuery, request.query, 'Query');
        const { page = 0, per_page = defaultPerPage, include_totals = false, from, take = defaultPerPage } = query;
        const whole = ({ log_id }: LogHead) => describeLogEntry(tenant, traffic.get(log_id));
        // Everything after that id, oldest first; q and fields are ignored.
        if (from !== undefined) return [...logHeads(tenant, from)].reverse().slice(0, take).map(whole);
        const matches = parseLogQuery(query.q ?? query.search ?? '');
        const show = (head: LogHead) => chooseFields(query, whole(head));
        const start = page * per_page;
        // Without an order or a total of its own, a page needs no more than what comes before its end.
        const isNewestFirst = query.sort === undefined || query.sort === 'date:-1';
        const most = include_totals || !isNewestFirst ? Number.POSITIVE_INFINITY : start + per_page;
        const found: LogHead[] = [];
        for (const head of logHeads(tenant)) {
          if (found.length >= most) break;
          if (matches(head)) found.push(head);
        }
        const logs = sortEvents(found, tenant, query.sort)
          .slice(start, start + per_page)
          .map(show);
        return include_totals ? { start, limit: per_page, length: logs.length, total: found.length, logs } : logs;
      },
    },
    {
      method: 'GET',
      isLive: true,
      path: '/logs/:id',
      description: 'Get a log event by id',
      anyScope: readScopes,
      handle: (request) => {
        return describeLogEntry(tenant, traffic.get(param(request, 'id')));
      },
    },
  ];
}

type Logged<One extends ExchangeSummary> = One & { type: NonNullable<One['type']> };
type LogEvent = ReturnType<typeof presentLogEvent>;
type LogHead = ReturnType<typeof presentLogHead>;

/**
 * Newest first, all that a query can ask for: the messages of ten thousand exchanges are a second's work, in which the
 * tenant answers nobody.
 */
function* logHeads(tenant: Tenant, from = ''): Generator<LogHead> {
  for (const exchange of tenant.traffic.summaries()) {
    if (exchange.log_id <= from) return;
    if (isLogged(exchange)) yield presentLogHead(tenant, exchange);
  }
}

/** An exchange as `/api/v2/logs` shows it. @throws {TenantError} `inexistent_log` where the service would write none */
export function describeLogEntry(tenant: Tenant, exchange: Exchange): LogEvent {
  if (!isLogged(exchange)) throw new TenantError('inexistent_log', 'Log not found.');
  return presentLogEvent(tenant, exchange);
}

/** The ring holds every exchange; the real service logs some kinds only. */
function isLogged<One extends ExchangeSummary>(exchange: One): exchange is Logged<One> {
  return exchange.type !== undefined;
}

/** @param newestFirst Events of one value stay in this order, or in the reverse where the order ascends. */
function sortEvents(newestFirst: readonly LogHead[], tenant: Tenant, sort = 'date:-1'): LogHead[] {
  const field = sortFields.find((name) => sort.startsWith(`${name}:`)) ?? 'date';
  const keyed = field === 'date' ? [] : newestFirst.map((head) => ({ head, key: textOf(head, field, tenant) }));
  const descending =
    field === 'date'
      ? [...newestFirst]
      : keyed.sort((one, other) => other.key.localeCompare(one.key)).map(({ head }) => head);
  return sort.endsWith(':1') ? descending.reverse() : descending;
}

function textOf(head: LogHead, field: SortField, tenant: Tenant): string {
  if (field === 'details') return JSON.stringify(describeLogEntry(tenant, tenant.traffic.get(head.log_id)).details);
  return head[field];
}

function presentLogHead({ name }: Tenant, exchange: Logged<ExchangeSummary>) {
  const { log_id, date, type, description, client_id = '', client_name = '' } = exchange;
  return {
    _id: log_id,
    log_id,
    date,
    type,
    description,
    connection: '',
    connection_id: '',
    client_id,
    client_name,
    ip: exchange.ip,
    user_agent: exchange.user_agent,
    hostname: exchange.hostname,
    user_id: '',
    user_name: '',
    audience: exchange.audience ?? '',
    scope: exchange.scope ?? '',
    strategy: '',
    strategy_type: '',
    isMobile: false,
    tenant_name: name,
  };
}

function presentLogEvent(tenant: Tenant, exchange: Logged<Exchange>) {
  const { hint } = exchange;
  return {
    ...presentLogHead(tenant, exchange),
    details: {
      ...(hint === undefined ? {} : { hint }),
      request: {
        method: exchange.method.toLowerCase(),
        path: exchange.url.split('?')[0],
        query: Object.fromEntries(new URLSearchParams(exchange.url.split('?')[1] ?? '')),
        body: exchange.request.body,
        ip: exchange.ip,
        userAgent: exchange.user_agent,
        channel: 'api',
      },
      response: { statusCode: exchange.status, body: exchange.response.body },
    },
    $event_schema: { version: '1.0.0' },
  };
}
