/** The two messages of an exchange as they went over the wire. */
import { STATUS_CODES } from 'node:http';
import type { Exchange, ExchangeSummary } from '../../contract/entities/exchange.ts';
import type { TrafficMessage } from '../../contract/methods/traffic.ts';
import type { RevealedExchange, StoredMessage } from '../../tenant/traffic/service.ts';

interface Messages {
  request: TrafficMessage;
  answer: TrafficMessage;
}

/** Secrets masked. */
export function writeMessages(exchange: Exchange): Messages {
  return {
    request: { startLine: requestLine(exchange), ...show(exchange.request) },
    answer: { startLine: statusLine(exchange), ...show(exchange.response) },
  };
}

function show({ headers, body }: Exchange['request']): Omit<TrafficMessage, 'startLine'> {
  const omitted = omittedOf(body);
  return {
    headers: toList(headers),
    body: body === undefined || omitted !== undefined ? '' : writeBody(headers, JSON.stringify(body)),
    ...(omitted === undefined ? {} : { note: `Not kept: ${omitted}.` }),
  };
}

/** The traffic's note in place of a body that was too long. */
function omittedOf(body: unknown): string | undefined {
  const { omitted, ...others } = Object(body);
  return typeof omitted === 'string' && Object.keys(others).length === 0 ? omitted : undefined;
}

/** With every secret. */
export function revealMessages(exchange: RevealedExchange): Messages {
  return {
    request: { startLine: requestLine(exchange), ...reveal(exchange.request) },
    answer: { startLine: statusLine(exchange), ...reveal(exchange.response) },
  };
}

function reveal({ headers, json, omitted }: StoredMessage): Omit<TrafficMessage, 'startLine'> {
  return {
    headers: toList(headers),
    body: writeBody(headers, json),
    ...(omitted === undefined ? {} : { note: `Not kept: ${omitted} characters, more than are kept.` }),
  };
}

/** A body as it is sent: a form is kept by its parameters. */
export function writeBody(headers: Readonly<Record<string, unknown>>, json: string): string {
  if (json === '' || !isForm(headers)) return json;
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(JSON.parse(json)))) {
    for (const one of [value].flat()) form.append(name, String(one));
  }
  return form.toString();
}

function isForm(headers: Readonly<Record<string, unknown>>): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(String(headers['content-type'] ?? ''));
}

function toList(headers: Readonly<Record<string, unknown>>): TrafficMessage['headers'] {
  return Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }));
}

/** What was no HTTP has no request line. */
function requestLine({ method, url }: ExchangeSummary): string {
  return method === '' ? '' : `${method} ${url} HTTP/1.1`;
}

function statusLine({ status }: ExchangeSummary): string {
  return status === 0 ? '' : `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`.trim();
}
