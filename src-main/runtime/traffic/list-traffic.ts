/** A page of the traffic, worked out in slices so that the token endpoint is not kept waiting. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TrafficRow } from '../../contract/entities/traffic-row.ts';
import { readTrafficFilter } from '../../contract/traffic-filter.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { searchTraffic, type TrafficSearch } from '../../tenant/traffic/search-traffic.ts';

export interface TrafficPageWish extends TrafficSearch {
  /** Rows at most. */
  count: number;
  /** Whether to tell how many there are in all. */
  countsAll?: boolean | undefined;
}

export interface TrafficPage {
  /** Newest first. */
  rows: TrafficRow[];
  /** The newest exchange when this was asked, whether the filter lets it through or not: from there to ask on. */
  newest?: string;
  /** Whether rows were left out for want of room. */
  hasMore: boolean;
  /** Rows of the whole ring that the filter lets through, where it was asked for. */
  found?: number;
}

/** Exchanges looked at in one go with a word or two: about a millisecond. */
const slice = 200;

export async function listTraffic(wish: TrafficPageWish, tenant: Tenant): Promise<TrafficPage> {
  const { count, countsAll = false, filter } = wish;
  const newest = tenant.traffic.newestId;
  const rows: TrafficRow[] = [];
  let found = 0;
  let steps = 0;
  const atOnce = Math.ceil(slice / Math.max(1, readTrafficFilter(filter).length));
  const countsEach = countsAll && filter.trim() !== '';
  for (const row of searchTraffic(wish, tenant)) {
    if (row !== undefined) {
      found += 1;
      if (rows.length < count) rows.push(row);
      else if (!countsEach) break;
    }
    steps += 1;
    if (steps % atOnce === 0) await nextTurn();
  }
  return {
    rows,
    ...(newest === undefined ? {} : { newest }),
    hasMore: found > rows.length,
    ...(countsAll ? { found: countsEach ? found : tenant.traffic.held } : {}),
  };
}
