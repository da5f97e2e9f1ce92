/** The tabs of an API, by their addresses. */
import type { ResourceServer } from '#contract/entities/resource-server.ts';

export const tabNames = {
  explorer: 'API Explorer',
  quickstart: 'Quickstart',
  settings: 'Settings',
  permissions: 'Permissions',
  'machine-to-machine': 'Machine to Machine',
  test: 'Test',
} as const;

export type Tab = keyof typeof tabNames;

/** The Management API has no verifier to write, but operations to try. */
export function tabsOf({ is_system, identifier }: Pick<ResourceServer, 'is_system' | 'identifier'>): Tab[] {
  const rest: Tab[] = ['settings', 'permissions', 'machine-to-machine', 'test'];
  return [is_system && identifier.endsWith('/api/v2/') ? 'explorer' : 'quickstart', ...rest];
}

/** What the address names, or the first tab. */
export function toTab(name: string | undefined, tabs: readonly Tab[]): Tab | undefined {
  return name === undefined ? tabs[0] : tabs.find((tab) => tab === name);
}

/** What the address says beside the tab. */
export interface DetailSearch {
  /** Opened under Machine to Machine, or chosen under Test. */
  application?: string | undefined;
  view?: 'matrix' | undefined;
  /** Grants for a person who signs in, in place of those for the application itself. */
  access?: 'user' | undefined;
  dialog?: 'delete' | 'paste' | undefined;
  filter?: string | undefined;
}
