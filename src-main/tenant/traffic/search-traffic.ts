/** A look into the ring: the newest rows that a filter lets through. */
import type { TrafficRow } from '../../contract/entities/traffic-row.ts';
import type { Tenant } from '../create-tenant.ts';
import { toTrafficRow } from './describe-exchange.ts';
import { trafficPredicate } from './match-traffic.ts';

export interface TrafficSearch {
  filter: string;
  /** Only what came after this id. */
  after?: string | undefined;
  /** Only what came before this id. */
  before?: string | undefined;
}

/**
 * The rows, newest first. Ten thousand exchanges take a moment, in which a tenant answers nobody: each step gives either a
 * row or undefined, so that whoever asks can pause between steps.
 */
export function* searchTraffic(
  { filter, after, before }: TrafficSearch,
  tenant: Pick<Tenant, 'traffic' | 'resourceServers'>,
): Generator<TrafficRow | undefined> {
  const isWanted = trafficPredicate(filter);
  for (const exchange of tenant.traffic.summaries(before)) {
    if (after !== undefined && exchange.log_id <= after) return;
    const row = toTrafficRow(exchange, tenant);
    yield isWanted(row) ? row : undefined;
  }
}
