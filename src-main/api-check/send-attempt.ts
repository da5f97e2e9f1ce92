/** Sends the requests of a run: to one address, looked up once, with headers as they are written. */
import {
  Agent,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import type { Attempt } from './attempt.ts';
import type { CheckTarget } from './check-target.ts';

export interface SentAnswer {
  /** 0 where there was no answer. */
  status: number;
  /** By name in lower case. */
  headers: Record<string, string>;
  /** Its first 64 KB. */
  body: string;
  /** Milliseconds. */
  duration: number;
  /** Why there was no answer, in words. */
  failure?: string;
  /** The connection was closed before an answer, or in the middle of one. */
  isClosed: boolean;
  /** First line and headers as they were sent; values that the person gave are masked. */
  request: string;
}

export interface Sender {
  send(attempt: Attempt): Promise<SentAnswer>;
  /** Breaks off what is under way. */
  close(): void;
}

/** Milliseconds that an API has for an answer. */
const usualPatience = 5_000;

const longestBody = 65_536;

export function createSender(target: CheckTarget): Sender {
  const isSecure = target.url.protocol === 'https:';
  // The certificate of a local API is its own: what is checked here is what it does with tokens.
  const agent = isSecure
    ? new SecureAgent({ keepAlive: true, rejectUnauthorized: false })
    : new Agent({ keepAlive: true });
  const underWay = new Set<ClientRequest>();

  const once = (attempt: Attempt): Promise<SentAnswer> =>
    new Promise((resolve) => {
      const { lines, shown } = headerLines(attempt, target);
      const path = pathOf(attempt, target);
      const method = attempt.method ?? target.method;
      const options: RequestOptions = {
        agent,
        host: target.address,
        port: target.port,
        method,
        path,
        headers: lines,
        setHost: false,
        ...(isSecure ? { servername: target.url.hostname } : {}),
      };
      const started = performance.now();
      const end = (answer: Pick<SentAnswer, 'status' | 'headers' | 'body' | 'isClosed' | 'failure'>) => {
        clearTimeout(timer);
        underWay.delete(request);
        resolve({
          ...answer,
          duration: performance.now() - started,
          request: `${method} ${path.length > 2_000 ? `${path.slice(0, 2_000)}…` : path} HTTP/1.1\n${shown}`,
        });
      };
      const fail = (failure: string, isClosed: boolean) => end({ status: 0, headers: {}, body: '', isClosed, failure });
      const request = isSecure ? httpsRequest(options) : httpRequest(options);
      underWay.add(request);
      const patience = attempt.within ?? usualPatience;
      const timer = setTimeout(() => {
        fail(`no response in ${patience / 1_000} s`, false);
        request.destroy();
      }, patience);
      request.on('response', (response) => {
        readBody(response).then(
          (body) => end({ status: response.statusCode ?? 0, headers: flatten(response), body, isClosed: false }),
          () => fail('the connection ended in the middle of the response', true),
        );
      });
      request.on('error', (error) => fail(describeFailure(error), isHangUp(error)));
      request.end(attempt.body?.text ?? (hasBody(method) ? target.body : undefined));
    });

  return {
    async send(attempt) {
      const first = await once(attempt);
      // A connection that was kept open may be closed at the other end just as it is used.
      return first.isClosed ? once(attempt) : first;
    },
    close() {
      for (const request of underWay) request.destroy();
      agent.destroy();
    },
  };
}

function hasBody(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method);
}

function pathOf({ path, query }: Attempt, { url }: CheckTarget): string {
  const changed = path === undefined ? url.pathname : path(url.pathname);
  const search = query === undefined ? url.search : `${url.search === '' ? '?' : `${url.search}&`}${query}`;
  return changed + search;
}

/** Names and values in turn, as they are to be written: so may a name come twice. */
function headerLines(attempt: Attempt, target: CheckTarget): { lines: string[]; shown: string } {
  const { authorization = [], headers = [], body } = attempt;
  const method = attempt.method ?? target.method;
  const text = body?.text ?? (hasBody(method) ? target.body : undefined);
  const own: [string, string][] = [
    ['Host', target.url.host],
    ['User-Agent', 'tokenbench-check'],
    ['Accept', '*/*'],
    ...(typeof authorization === 'string' ? [authorization] : authorization).map((value): [string, string] => [
      'Authorization',
      value,
    ]),
    ...headers.map(([name, value]): [string, string] => [name, value]),
    ...(body === undefined ? [] : [['Content-Type', body.type] satisfies [string, string]]),
    ...(text === undefined ? [] : [['Content-Length', `${Buffer.byteLength(text)}`] satisfies [string, string]]),
  ];
  const names = new Set(own.map(([name]) => name.toLowerCase()));
  const given = Object.entries(target.headers).filter(
    ([name]) => !names.has(name.toLowerCase()) && (text !== undefined || name.toLowerCase() !== 'content-type'),
  );
  const shown = [
    ...own.map(([name, value]) => `${name}: ${value.length > 16_000 ? `${value.slice(0, 16_000)}…` : value}`),
    ...given.map(([name]) => `${name}: ***`),
  ].join('\n');
  return { lines: [...own, ...given].flat(), shown };
}

function readBody(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      if (text.length < longestBody) text += chunk;
    });
    response.on('end', () => resolve(text.slice(0, longestBody)));
    response.on('error', reject);
    response.on('aborted', () => reject(new Error('aborted')));
  });
}

function flatten({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

function isHangUp(error: Error): boolean {
  return ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(codeOf(error));
}

function describeFailure(error: Error): string {
  if (isHangUp(error)) return 'the connection was closed without a response';
  if (codeOf(error) === 'ECONNREFUSED') return 'nothing listens at this address';
  return `no response: ${error.message}`;
}
