/** Every answer of the Management API in these tests is held against the shape that its operation has. */
import { type TSchema, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { expect } from 'vitest';
import {
  type Answer,
  type RunningTenant,
  type RunningTenantOptions,
  startTestTenant,
} from '../../builders/running-tenant.ts';
import * as shapes from './answer-shapes.ts';

const ajv = new Ajv({ allErrors: true, strict: false });

/** @throws an assertion error that names each place at which the answer differs */
export function expectShape({ body }: Answer, shape: TSchema): void {
  const validate = ajv.compile(shape);
  const fits = validate(body);
  expect(
    fits ? [] : validate.errors?.map(({ instancePath, message, params }) => ({ instancePath, message, params })),
  ).toEqual([]);
}

const listedResourceServers = shapes.listShape('resource_servers', shapes.resourceServerShape, false);
const listedClients = shapes.listShape('clients', shapes.clientShape, true);
const listedClientGrants = shapes.listShape('client_grants', shapes.clientGrantShape, true);

/** Operation → status and shape of its success. */
const operations: [pattern: RegExp, status: number, shape: TSchema][] = [
  [/^GET \/resource-servers$/, 200, listedResourceServers],
  [/^POST \/resource-servers$/, 201, shapes.resourceServerShape],
  [/^(GET|PATCH) \/resource-servers\/[^/]+$/, 200, shapes.resourceServerShape],
  [/^GET \/client-grants$/, 200, listedClientGrants],
  [/^POST \/client-grants$/, 201, shapes.clientGrantShape],
  [/^(GET|PATCH) \/client-grants\/[^/]+$/, 200, shapes.clientGrantShape],
  [/^GET \/client-grants\/[^/]+\/organizations$/, 200, Type.Object({ organizations: Type.Array(Type.Never()) })],
  [/^GET \/clients$/, 200, listedClients],
  [/^POST \/clients$/, 201, shapes.newClientShape],
  [/^(GET|PATCH) \/clients\/[^/]+$/, 200, shapes.clientShape],
  [/^POST \/clients\/[^/]+\/rotate-secret$/, 200, shapes.clientShape],
  [/^GET \/clients\/[^/]+\/credentials$/, 200, Type.Array(shapes.clientCredentialShape)],
  [/^POST \/clients\/[^/]+\/credentials$/, 201, shapes.clientCredentialShape],
  [/^(GET|PATCH) \/clients\/[^/]+\/credentials\/[^/]+$/, 200, shapes.clientCredentialShape],
  [/^GET \/keys\/signing$/, 200, Type.Array(shapes.signingKeyShape)],
  [/^POST \/keys\/signing\/rotate$/, 201, shapes.signingKeyNoticeShape],
  [/^GET \/keys\/signing\/[^/]+$/, 200, shapes.signingKeyShape],
  [/^PUT \/keys\/signing\/[^/]+\/revoke$/, 200, shapes.signingKeyNoticeShape],
  [/^GET \/tenants\/settings$/, 200, shapes.settingsShape],
  [/^PATCH \/tenants\/settings$/, 200, shapes.updatedSettingsShape],
  [/^GET \/logs$/, 200, shapes.logListShape],
  [/^GET \/logs\/[^/]+$/, 200, shapes.logEventShape],
];

function expectOperationShape(method: string, path: string, answer: Answer): void {
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  if (answer.status >= 400) {
    expectShape(answer, shapes.errorShape);
    expect(answer.body).toMatchObject({ statusCode: answer.status });
    return;
  }
  const [bare = '', query = ''] = path.split('?');
  if (method === 'DELETE') {
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    return;
  }
  const [, status, shape] = operations.find(([pattern]) => pattern.test(`${method} ${bare}`)) ?? [];
  expect([method, bare, answer.status]).toEqual([method, bare, status]);
  // Chosen fields are fewer than a whole entity by intent; the tests that choose them say which they are.
  if (shape !== undefined && !new URLSearchParams(query).has('fields')) expectShape(answer, shape);
}

/** A tenant whose `api` checks the shape of every answer. */
export async function startCheckedTenant(options: RunningTenantOptions = {}): Promise<RunningTenant> {
  const running = await startTestTenant(options);
  return {
    ...running,
    api: async (method, path, body, token) => {
      const answer = await running.api(method, path, body, token);
      expectOperationShape(method, path, answer);
      return answer;
    },
  };
}

/** The body of a successful answer as an object; a failure of the test where it is none. */
export function entityOf({ status, body }: Answer): Record<string, unknown> {
  if (status >= 300 || typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Error(`Not an entity: ${status} ${JSON.stringify(body)}`);
  }
  return { ...body };
}

/** The body of an answer as a list. */
export function listOf({ status, body }: Answer): unknown[] {
  if (status >= 300 || !Array.isArray(body)) throw new Error(`Not a list: ${status} ${JSON.stringify(body)}`);
  return body;
}
