import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf } from './expect-shape.ts';

/** What the tests of clients ask again and again. */
export function clientCalls(running: () => RunningTenant) {
  return {
    create: async (properties: object = {}) =>
      entityOf(await running().api('POST', '/clients', { name: 'Orders worker', ...properties })),
    patch: async (id: unknown, update: object) => entityOf(await running().api('PATCH', `/clients/${id}`, update)),
    get: async (id: unknown, token?: string) =>
      entityOf(await running().api('GET', `/clients/${id}`, undefined, token)),
    /** The body of the answer to a creation that is refused. */
    refusal: async (body: object) => (await running().api('POST', '/clients', body)).body,
  };
}
