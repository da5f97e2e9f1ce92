/** A document that many may fetch often: serialized once for each origin, with an ETag, until the tenant changes. */
import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExchangeKind } from '../../contract/entities/exchange.ts';
import type { EntityNoun } from '../../contract/events.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { originOf } from '../request-origin.ts';
import { securityHeaders } from '../security-headers.ts';
import { askerOf, type GivenAnswer, type RepeatedAnswers } from './repeated-answers.ts';

export interface PublishedDocument {
  /** Below `/.well-known`. */
  paths: readonly string[];
  kind: ExchangeKind;
  description: string;
  /** The entities that the document is made of. */
  madeOf: readonly EntityNoun[];
  make(origin: string): object;
}

interface Prepared {
  json: string;
  encoding: GivenAnswer['encoding'];
  etag: string;
  headers: OutgoingHttpHeaders;
}

/** Origins are few, but a client may invent names below `.localhost`. */
const mostPrepared = 100;

// The real service's own: short enough for a rotation to be seen in time.
const cacheControl = 'public, max-age=15, stale-while-revalidate=15, stale-if-error=86400';

export function publish(
  app: FastifyInstance,
  { events }: Tenant,
  repeated: RepeatedAnswers,
  published: PublishedDocument,
): void {
  const prepared = new Map<string, Prepared>();
  const stopListening = events.on('changed', ({ noun }) => {
    if (!published.madeOf.includes(noun)) return;
    prepared.clear();
    repeated.forget();
  });
  app.addHook('onClose', (_app, done) => {
    stopListening();
    done();
  });

  const prepareFor = (origin: string): Prepared => {
    const known = prepared.get(origin);
    if (known !== undefined) return known;
    if (prepared.size >= mostPrepared) prepared.clear();
    const made = prepare(published.make(origin));
    prepared.set(origin, made);
    return made;
  };

  const { kind, description } = published;
  for (const path of published.paths) {
    const onResponse = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      const { raw, recorded, notes } = request;
      const { headers, json: body, encoding } = prepareFor(originOf(request));
      // The document may have changed since it was sent; and what a fault has touched is on record as such.
      const isSound = notes.answerJson === body && notes.fault === undefined;
      if (raw.method === 'GET' && reply.raw.statusCode === 200 && isSound) {
        repeated.remember(request.url, {
          rawHeaders: raw.rawHeaders,
          asker: askerOf(raw),
          headers,
          body,
          encoding,
          recorded,
        });
      }
      done();
    };
    app.get(path, { config: { kind, description }, onResponse }, (request, reply) => {
      const { json, etag, headers } = prepareFor(originOf(request));
      // Written as it is: everything about the answer is known beforehand, and verifiers ask for it all the time.
      reply.hijack();
      if (isKnown(request.headers['if-none-match'], etag)) {
        reply.raw.writeHead(304, headersWithoutBody(headers)).end();
        return;
      }
      request.notes.answerJson = json;
      // As text it leaves in one piece with the headers; bytes would be a second write.
      reply.raw.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : json);
    });
  }
}

/** RFC 9110 §13.1.2: a list of tags or `*`, compared weakly, because a proxy may have weakened ours. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

function prepare(document: object): Prepared {
  const json = JSON.stringify(document);
  const bytes = Buffer.from(json);
  const encoding = bytes.byteLength === json.length ? 'latin1' : 'utf8';
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  const headers = {
    ...securityHeaders,
    'access-control-allow-origin': '*',
    'cache-control': cacheControl,
    etag,
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.byteLength,
  };
  return { json, encoding, etag, headers };
}

/** RFC 9110 §15.4.5 */
function headersWithoutBody({
  'content-length': _,
  'content-type': __,
  ...headers
}: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return headers;
}
