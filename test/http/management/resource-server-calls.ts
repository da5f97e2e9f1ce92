import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf } from './expect-shape.ts';

/** What the tests of resource servers ask again and again. */
export function resourceServerCalls(running: () => RunningTenant) {
  let made = 0;
  const newIdentifier = () => {
    made += 1;
    return `https://api.example/${made}`;
  };
  return {
    newIdentifier,
    create: async (properties: object = {}) =>
      entityOf(await running().api('POST', '/resource-servers', { identifier: newIdentifier(), ...properties })),
    patch: async (id: unknown, update: object) =>
      entityOf(await running().api('PATCH', `/resource-servers/${id}`, update)),
    get: async (id: unknown) => entityOf(await running().api('GET', `/resource-servers/${id}`)),
  };
}
