/** A tenant with one API and one application that may use it, and the token request that succeeds there. */
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { Seed } from '../../../src-main/contract/seed.ts';
import {
  type Answer,
  type RunningTenant,
  type RunningTenantOptions,
  startTestTenant,
} from '../../builders/running-tenant.ts';

export const orders = 'https://orders.example/';
export const ordersScopes = ['read:orders', 'write:orders', 'delete:orders'];

const workerId = 'orders-worker';
const workerSecret = 'worker-secret-Zk3vQ8mXbT5rLw2N';

export const worker = { client_id: workerId, client_secret: workerSecret };

export const ordersSeed: Seed = {
  resourceServers: [{ identifier: orders, name: 'Orders', scopes: ordersScopes.map((value) => ({ value })) }],
  clients: [{ ...worker, name: 'Orders worker', grant_types: ['client_credentials'] }],
  clientGrants: [{ client_id: workerId, audience: orders, scope: ['read:orders', 'write:orders'] }],
};

export interface OrdersTenant extends RunningTenant {
  /** The worker's request for an orders token; `undefined` in `changes` leaves a parameter out. */
  ask(changes?: Readonly<Record<string, string | undefined>>, headers?: Record<string, string>): Promise<Answer>;
  /** Header and claims of the access token in an answer, verified by the published keys. */
  verify(answer: Answer, audience?: string): ReturnType<typeof jwtVerify>;
}

/** @param seed What the tenant holds beside {@link ordersSeed}. */
export async function startOrdersTenant(seed: Seed = {}, options: RunningTenantOptions = {}): Promise<OrdersTenant> {
  const running = await startTestTenant({ ...options, seed: mergeSeeds(ordersSeed, seed) });
  return {
    ...running,
    ask: (changes = {}, headers = {}) =>
      running.requestToken(
        withoutUndefined({ grant_type: 'client_credentials', ...worker, audience: orders, ...changes }),
        headers,
      ),
    verify: async (answer, audience = orders) =>
      jwtVerify(accessTokenOf(answer), createLocalJWKSet({ keys: running.tenant.signingKeys.published() }), {
        issuer: `${running.origin}/`,
        audience,
        currentDate: new Date(options.clock?.() ?? Date.now()),
      }),
  };
}

function mergeSeeds(one: Seed, other: Seed): Seed {
  return {
    ...other,
    resourceServers: [...(one.resourceServers ?? []), ...(other.resourceServers ?? [])],
    clients: [...(one.clients ?? []), ...(other.clients ?? [])],
    clientGrants: [...(one.clientGrants ?? []), ...(other.clientGrants ?? [])],
  };
}

export function withoutUndefined(parameters: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

export function accessTokenOf({ status, body }: Answer): string {
  const { access_token } = Object(body);
  if (typeof access_token !== 'string') throw new Error(`No token, but ${status}: ${JSON.stringify(body)}`);
  return access_token;
}

/** Status and error of a refusal, for tables. */
export function refusalOf({ status, body }: Answer): [status: number, error: unknown] {
  return [status, Object(body).error];
}

/** The hint that the tenant's log holds for the last failed token request: `details.hint`, as the Management API shows it. */
export async function lastHint(running: RunningTenant): Promise<unknown> {
  const { body } = await running.api('GET', '/logs?per_page=1&q=type:feccft');
  const [entry] = Array.isArray(body) ? body : [];
  return Object(Object(entry).details).hint;
}

export function basic(clientId: string, clientSecret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` };
}
