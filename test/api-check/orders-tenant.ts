/** A tenant with an API of orders, and a check of somebody's API against it. */

import { runCheck } from '../../src-main/api-check/run-check.ts';
import type { CheckInput, CheckReport, CheckResult } from '../../src-main/contract/entities/api-check.ts';
import { isSerious } from '../../src-main/contract/entities/api-check.ts';
import { type RunningTenant, startTestTenant } from '../builders/running-tenant.ts';

export const orders = 'https://orders.example/';
export const readOrders = 'read:orders';

export interface OrdersTenant extends RunningTenant {
  issuer: string;
  /** Runs the battery against a route, without waiting for caches. */
  check(url: string, more?: Partial<CheckInput>): Promise<CheckReport>;
}

export async function startOrdersTenant(api: object = {}): Promise<OrdersTenant> {
  const running = await startTestTenant({
    seed: {
      resourceServers: [
        {
          name: 'Orders API',
          identifier: orders,
          scopes: [{ value: readOrders }, { value: 'write:orders' }],
          ...api,
        },
        { name: 'Invoices API', identifier: 'https://invoices.example/' },
      ],
      clients: [
        { name: 'Worker', app_type: 'non_interactive', grant_types: ['client_credentials'] },
        { name: 'Other Worker', app_type: 'non_interactive', grant_types: ['client_credentials'] },
      ],
      clientGrants: [{ client_id: 'Worker', audience: orders, scope: [readOrders, 'write:orders'] }],
    },
  });
  const issuer = `${running.origin}/`;
  return {
    ...running,
    issuer,
    check: (url, more = {}) =>
      runCheck(
        { url, audience: orders, scope: readOrders, wait: false, ...more },
        {
          tenant: running.tenant,
          issuers: [issuer],
          id: 'run',
          signal: new AbortController().signal,
          tell: () => undefined,
        },
      ),
  };
}

/** `id: verdict` of everything serious. */
export function seriousIn({ results }: CheckReport): string[] {
  return results.filter(isSerious).map(({ id, verdict, got, reason }) => `${id}: ${verdict} (${got}) ${reason}`);
}

export function resultOf({ results }: CheckReport, id: string): CheckResult | undefined {
  return results.find((one) => one.id === id);
}
