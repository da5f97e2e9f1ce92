/** The traffic as an HTTP Archive, version 1.2, which browsers and proxies open. */
import { STATUS_CODES } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import packageJson from '../../../package.json' with { type: 'json' };
import type { TrafficRow } from '../../contract/entities/traffic-row.ts';
import type { TrafficMessage } from '../../contract/methods/traffic.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { searchTraffic } from '../../tenant/traffic/search-traffic.ts';
import { revealMessages, writeMessages } from './write-messages.ts';

export interface HarWish {
  filter: string;
  /** Without, secrets and assertions are masked, and tokens have no signature. */
  withSecrets: boolean;
}

/** Exchanges written in one go. */
const slice = 50;

/** @param originOf The origin of the door that an exchange came to, by its host: `https://localhost:4443` */
export async function exportHar(
  { filter, withSecrets }: HarWish,
  tenant: Tenant,
  originOf: (hostname: string) => string,
): Promise<{ har: string; entries: number }> {
  const found: TrafficRow[] = [];
  let steps = 0;
  for (const row of searchTraffic({ filter }, tenant)) {
    if (row !== undefined && row.method !== '') found.push(row);
    steps += 1;
    if (steps % (slice * 4) === 0) await nextTurn();
  }
  const entries: string[] = [];
  // An archive tells its story forwards.
  for (const row of found.reverse()) {
    const entry = toEntry(row, tenant, withSecrets, originOf);
    if (entry !== undefined) entries.push(JSON.stringify(entry));
    if (entries.length % slice === 0) await nextTurn();
  }
  const { name, version } = packageJson;
  const creator = JSON.stringify({ name, version });
  return {
    har: `{"log":{"version":"1.2","creator":${creator},"entries":[${entries.join(',\n')}]}}`,
    entries: entries.length,
  };
}

function toEntry(row: TrafficRow, { traffic }: Tenant, withSecrets: boolean, originOf: (hostname: string) => string) {
  // It may have gone from the ring since it was found.
  if (!traffic.holds(row.log_id)) return undefined;
  const { request, answer } = withSecrets
    ? revealMessages(traffic.reveal(row.log_id))
    : writeMessages(traffic.get(row.log_id));
  const { date, duration, method, status, words, hint } = row;
  const path = withSecrets ? (request.startLine.split(' ')[1] ?? row.url) : row.url;
  const host = headerOf(request, 'host') ?? '';
  const origin = new URL(originOf(host));
  const url = `${origin.protocol}//${host || origin.host}${path}`;
  return {
    startedDateTime: new Date(Date.parse(date) - duration).toISOString(),
    time: duration,
    comment: hint === undefined ? words : `${words}. ${hint}`,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.headers,
      queryString: queryOf(path),
      ...(request.body === ''
        ? {}
        : { postData: { mimeType: headerOf(request, 'content-type') ?? '', text: request.body } }),
      headersSize: -1,
      bodySize: request.body === '' ? 0 : Buffer.byteLength(request.body),
    },
    response: {
      status,
      statusText: STATUS_CODES[status] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: answer.headers,
      content: {
        size: Buffer.byteLength(answer.body),
        mimeType: headerOf(answer, 'content-type') ?? '',
        ...(answer.body === '' ? {} : { text: answer.body }),
        ...(answer.note === undefined ? {} : { comment: answer.note }),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
  };
}

function queryOf(path: string): { name: string; value: string }[] {
  const at = path.indexOf('?');
  if (at === -1) return [];
  return [...new URLSearchParams(path.slice(at + 1))].map(([name, value]) => ({ name, value }));
}

function headerOf({ headers }: TrafficMessage, wanted: string): string | undefined {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
}
