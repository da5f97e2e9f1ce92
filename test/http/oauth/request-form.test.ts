/** How a token request may come, and how it may not: RFC 6749 §3.2, with JSON as the real service takes it. */
import { gzipSync } from 'node:zlib';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSocket, readAnswer, requestText } from '../../builders/raw-exchange.ts';
import { type Answer, send } from '../../builders/running-tenant.ts';
import { accessTokenOf, type OrdersTenant, orders, refusalOf, startOrdersTenant, worker } from './orders-tenant.ts';

const spaced = { client_id: 'spaced', client_secret: 'one two+three%ü' };

let running: OrdersTenant;
beforeAll(async () => {
  running = await startOrdersTenant({
    clients: [{ ...spaced, name: 'Spaced', grant_types: ['client_credentials'] }],
    clientGrants: [{ client_id: spaced.client_id, audience: orders, scope: [] }],
  });
});
afterAll(() => running.close());

const right = { grant_type: 'client_credentials', ...worker, audience: orders };
const form = 'application/x-www-form-urlencoded';
const rightForm = new URLSearchParams(right).toString();

function post(body: string | Uint8Array<ArrayBuffer>, contentType?: string): Promise<Answer> {
  // Bytes, because fetch gives a text a type of its own.
  return send(`${running.origin}/oauth/token`, {
    method: 'POST',
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    body: new Blob([body]),
  });
}
const postJson = (value: unknown) =>
  post(typeof value === 'string' ? value : JSON.stringify(value), 'application/json');
const missingGrantType = { error: 'invalid_request', error_description: 'Missing required parameter: grant_type' };

describe('taken are', () => {
  it.each([
    ['te-post-form', form],
    ['te-charset', `${form}; charset=UTF-8`],
    ['te-charset', `${form};charset=utf-8`],
    ['te-charset', `${form}; charset="utf-8"`],
    ['te-charset', 'Application/X-WWW-Form-URLEncoded'],
  ])('%s: a form as %s', async (_row, contentType) => {
    accessTokenOf(await post(rightForm, contentType));
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON'])(
    'te-post-json: JSON as %s',
    async (contentType) => {
      accessTokenOf(await post(JSON.stringify(right), contentType));
    },
  );

  it('te-json-proto: JSON with a __proto__ member, which is passed over', async () => {
    const text = JSON.stringify(right).replace('{', '{"__proto__":{"audience":"urn:other"},"constructor":{"a":1},');
    expect(decodeJwt(accessTokenOf(await postJson(text))).aud).toBe(orders);
    expect(Object(Object.prototype)).not.toHaveProperty('audience');
  });

  it('te-json-proto: no inherited member as a parameter', async () => {
    const text = `{"__proto__":${JSON.stringify(right)}}`;
    expect((await postJson(text)).body).toEqual(missingGrantType);
  });

  it('te-duplicate-json: JSON with a member twice, of which the last counts', async () => {
    const text = JSON.stringify(right).replace('{', '{"audience":"urn:other",');
    expect(decodeJwt(accessTokenOf(await postJson(text))).aud).toBe(orders);
  });

  it.each(['scope', 'resource', 'organization', 'client_assertion', 'client_assertion_type'])(
    'te-empty-value: an empty %s, as if it were absent',
    async (name) => {
      accessTokenOf(await running.ask({ [name]: '' }));
    },
  );

  it('te-empty-value: an empty audience, which is none', async () => {
    expect(refusalOf(await running.ask({ audience: '' }))).toEqual([403, 'access_denied']);
  });

  it('te-unknown: parameters that nobody knows', async () => {
    accessTokenOf(await running.ask({ foo: 'bar', toString: 'x', 'a[b]': 'c' }));
    accessTokenOf(await post(`${rightForm}&foo=1&foo=2&&=&a`, form));
  });

  it('te-plus: + as a space, %2B as a plus, %25 as a percent sign', async () => {
    const body = `grant_type=client_credentials&client_id=spaced&client_secret=one+two%2Bthree%25%C3%BC&audience=${encodeURIComponent(orders)}`;
    accessTokenOf(await post(body, form));
    const wrong = body.replace('one+two%2Bthree', 'one%2Btwo+three');
    expect(refusalOf(await post(wrong, form))).toEqual([401, 'access_denied']);
  });

  it.each(['%zz', '%', '%ff', '%e4%00'])('te-bad-percent: %s as it stands', async (text) => {
    expect(refusalOf(await post(rightForm.replace(worker.client_secret, text), form))).toEqual([401, 'access_denied']);
  });

  it.each(['日本語', '😀', '\0', 'a\r\nx-injected: 1', '\u{202e}', '"\\'])(
    'te-unicode: %j in any value',
    async (text) => {
      for (const name of Object.keys(right)) {
        const answer = await running.ask({ [name]: text });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(answer.headers.has('x-injected')).toBe(false);
      }
      const refused = await running.ask({ audience: text });
      expect(Object(refused.body).error_description).toBe(`Service not enabled within domain: ${text}`);
    },
  );
});

describe('refused are', () => {
  it('te-query: parameters in the address; a secret there counts for nothing', async () => {
    const answer = await send(`${running.origin}/oauth/token?${rightForm}`, { method: 'POST' });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(missingGrantType);
  });

  it('te-query: client credentials in the address beside a form', async () => {
    const { grant_type, audience } = right;
    const answer = await send(`${running.origin}/oauth/token?${new URLSearchParams(worker)}`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type, audience }),
    });
    expect(refusalOf(answer)).toEqual([401, 'access_denied']);
  });

  it.each([
    ['te-no-type', undefined],
    ['te-text', 'text/plain'],
    ['te-xml', 'application/xml'],
    ['te-multipart', 'multipart/form-data; boundary=x'],
  ])('%s: a body of the type %s, which is not read', async (_row, contentType) => {
    const answer = await post(rightForm, contentType);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(missingGrantType);
  });

  it.each([
    ['form', form],
    ['JSON', 'application/json'],
    ['body without a type', undefined],
  ])('te-empty: an empty %s', async (_what, contentType) => {
    const answer = await post('', contentType);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(missingGrantType);
  });

  it.each([
    ['{"grant_type":', 'unexpected end'],
    ['{"grant_type":"client_credentials"', 'at position 34'],
    ['{"grant_type" "client_credentials"}', 'at position 14'],
  ])('te-bad-json: %s, with the place in the description', async (text, place) => {
    const answer = await postJson(text);
    expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
    expect(Object(answer.body).error_description).toContain(place);
  });

  it.each([
    ['te-json-array', '[{"grant_type":"client_credentials"}]'],
    ['te-json-string', '"grant_type=client_credentials"'],
    ['te-json-null', 'null'],
    ['te-json-number', '1'],
  ])('%s: %s', async (_row, text) => {
    expect(refusalOf(await postJson(text))).toEqual([400, 'invalid_request']);
  });

  it('JSON that calls itself a form, with the way out', async () => {
    const answer = await post(JSON.stringify(right), form);
    expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
    expect(Object(answer.body).error_description).toContain('application/json');
  });

  const wrongTypes = [['client_credentials'], 1, true, { value: 'x' }, []];
  const parameters = ['grant_type', 'client_id', 'client_secret', 'audience', 'scope', 'client_assertion'];
  it.each(parameters.flatMap((name) => wrongTypes.map((value) => [name, value] as const)))(
    'te-json-types: %s %j',
    async (name, value) => {
      const answer = await postJson({ ...right, [name]: value });
      expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
      expect(Object(answer.body).error_description).toContain(name);
    },
  );

  it.each([...Object.keys(right), 'scope'])('te-duplicate: %s twice, with equal values too', async (name) => {
    const value = new URLSearchParams(rightForm).get(name) ?? 'read:orders';
    const body = new URLSearchParams(rightForm);
    body.set(name, value);
    for (const second of [value, 'other', '']) {
      const twice = new URLSearchParams(body);
      twice.append(name, second);
      const answer = await post(twice.toString(), form);
      expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
      expect(Object(answer.body).error_description).toContain(name);
    }
  });

  it('te-many-params: ten thousand parameters, within a second', async () => {
    const body = Array.from({ length: 10_000 }, (_, index) => `p${index}=1`).join('&');
    const start = performance.now();
    expect(refusalOf(await post(`${rightForm}&${body}`, form))).toEqual([400, 'invalid_request']);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it.each([form, 'application/json', 'text/plain'])('te-large: more than a megabyte of %s', async (contentType) => {
    const answer = await post(`a=${'x'.repeat(1_048_576)}`, contentType);
    expect(refusalOf(answer)).toEqual([413, 'invalid_request']);
  });

  it('te-large: the announcement of more than a megabyte, before it was sent', async () => {
    const socket = openSocket(running.origin);
    socket.write(
      requestText(running.origin, 'POST /oauth/token', { 'Content-Type': form, 'Content-Length': '900000000' }),
    );
    const answer = await readAnswer(socket);
    expect(answer?.status).toBe(413);
  });

  it('te-gzip: a compressed body', async () => {
    const answer = await send(`${running.origin}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': form, 'content-encoding': 'gzip' },
      body: new Blob([new Uint8Array(gzipSync(rightForm))]),
    });
    expect(refusalOf(answer)).toEqual([415, 'invalid_request']);
  });
});
