/** A page of the list of APIs: filtered and sorted where the APIs are, so that a screen holds no more than it shows. */
import type { ResourceServer } from '../contract/entities/resource-server.ts';
import type {
  ResourceServerColumn,
  ResourceServerRow,
  ResourceServerSearch,
} from '../contract/methods/resource-server-screens.ts';
import type { Tenant } from '../tenant/create-tenant.ts';

interface Page {
  /** APIs of the tenant. */
  total: number;
  /** Of these, found by the filter. */
  found: number;
  rows: ResourceServerRow[];
}

const collator = new Intl.Collator('en', { numeric: true });

/** @returns a function that answers a search, as seen from the tenant's own origin; it remembers the order of the one before, of which pages follow. */
export function searchResourceServers({
  resourceServers,
  clientGrants,
  origins,
  events,
}: Pick<Tenant, 'resourceServers' | 'clientGrants' | 'origins' | 'events'>): (
  search: ResourceServerSearch,
  origin: string,
) => Page {
  const texts = new WeakMap<ResourceServer, string>();
  let latest: { key: string; found: ResourceServerRow[] } | undefined;
  events.on('changed', () => {
    latest = undefined;
  });

  function textOf(one: ResourceServer, origin: string): string {
    const known = texts.get(one);
    if (known !== undefined) return known;
    const { name = '', identifier, id, signing_alg, scopes = [] } = one;
    const parts = [name, origins.toShown(identifier, origin), id, signing_alg, ...scopes.map(({ value }) => value)];
    const text = parts.join(' ').toLowerCase();
    // An identifier below an own address changes with the port.
    if (!identifier.startsWith('/')) texts.set(one, text);
    return text;
  }

  function toRow(one: ResourceServer, origin: string): ResourceServerRow {
    return {
      id: one.id,
      ...(one.name === undefined ? {} : { name: one.name }),
      identifier: origins.toShown(one.identifier, origin),
      signing_alg: one.signing_alg,
      ...(one.is_system === true ? { is_system: true } : {}),
      permissions: one.scopes?.length ?? 0,
      applications: clientGrants.matching({ audience: one.identifier, subject_type: 'client' }).length,
    };
  }

  function find({ filter, sort }: ResourceServerSearch, origin: string): ResourceServerRow[] {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    const found = resourceServers
      .page(0, resourceServers.count)
      .filter((one) => words.every((word) => textOf(one, origin).includes(word)))
      .map((one) => toRow(one, origin));
    const compare = sort === undefined ? () => 0 : comparisons[sort.column];
    const sign = sort?.isDescending === true ? -1 : 1;
    return found.sort(
      (one, other) => Number(other.is_system ?? false) - Number(one.is_system ?? false) || sign * compare(one, other),
    );
  }

  return (search, origin) => {
    const { start, count, filter, sort } = search;
    const key = JSON.stringify([filter, sort, origin]);
    if (latest?.key !== key) latest = { key, found: find(search, origin) };
    const { found } = latest;
    return { total: resourceServers.count, found: found.length, rows: found.slice(start, start + count) };
  };
}

const comparisons: Record<ResourceServerColumn, (one: ResourceServerRow, other: ResourceServerRow) => number> = {
  name: (one, other) => collator.compare(one.name ?? one.identifier, other.name ?? other.identifier),
  identifier: (one, other) => collator.compare(one.identifier, other.identifier),
  algorithm: (one, other) => collator.compare(one.signing_alg, other.signing_alg),
  permissions: (one, other) => one.permissions - other.permissions,
  applications: (one, other) => one.applications - other.applications,
};
