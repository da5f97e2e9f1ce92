/** Request bodies: JSON and forms, as the real service takes them, and nothing else. */
import { parse } from 'node:querystring';
import formbody from '@fastify/formbody';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Refusal } from '../contract/entities/refusal.ts';
import { TenantError } from '../tenant/tenant-error.ts';

/** Bytes; more is refused before it is read to its end. */
export const largestBody = 1_048_576;

/** Names in one form; a flood of them is refused. */
const mostParameters = 1_000;

/** The first of all checks. */
const unreadable = { refusal: { check: 'request', mends: [] } } satisfies { refusal: Refusal };

export function parseBodies(app: FastifyInstance): void {
  app.addHook('preParsing', (request, _reply, body, done) => done(refuseContentEncoding(request), body));
  const parseJson = app.getDefaultJsonParser('remove', 'remove');
  // A text/plain POST needs no preflight: any web page could send one.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') return done(null, undefined);
    parseJson(request, text, (error, body) => {
      if (error !== null) return done(unreadableJson(text));
      request.notes.requestJson = text;
      done(null, body);
    });
  });
  app.register(formbody, { bodyLimit: largestBody, parser: parseForm });
}

/** RFC 9110 §15.5.16: compressed bodies are not read, and must not be taken for something else. */
function refuseContentEncoding({ headers }: FastifyRequest): Error | undefined {
  const encoding = headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding === 'identity') return undefined;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody) return undefined;
  const refusal = new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE();
  refusal.message = 'Bodies with a Content-Encoding are not read: send it as it is.';
  return refusal;
}

/** A name that is sent twice becomes an array, for whoever reads it to refuse. */
function parseForm(text: string): Record<string, unknown> {
  // What `curl -d '{…}'` sends. Taken for a form, the secrets in it would become names, which nobody masks.
  if (/^\s*[{["]/.test(text)) {
    throw new TenantError(
      'invalid_request',
      'The body looks like JSON, but its Content-Type says that it is a form. Send it as application/json.',
      unreadable,
    );
  }
  const form = parse(text, '&', '=', { maxKeys: mostParameters + 1 });
  if (Object.keys(form).length > mostParameters) {
    throw new TenantError('invalid_request', `The body has more than ${mostParameters} parameters.`, unreadable);
  }
  return form;
}

/** Where the text breaks, but nothing of what it holds: it may hold a secret. */
function unreadableJson(text: string): TenantError {
  const position = positionOf(text);
  return new TenantError(
    'invalid_request',
    `The body is not valid JSON${position === '' ? '' : ` (${position})`}.`,
    unreadable,
  );
}

function positionOf(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return /at position \d+(?: \(line \d+ column \d+\))?$/.exec(message)?.[0] ?? endOf(message);
  }
  return '';
}

function endOf(message: string): string {
  return message === 'Unexpected end of JSON input' ? 'unexpected end' : '';
}
