/**
 * Lays a definition of the deploy tool over a tenant, as that tool would through the Management API: what exists is
 * updated, what is missing is created, the rest stays. The services stand over a scratch document.
 */
import type { Scratch } from '../../create-tenant.ts';
import { TenantError } from '../../tenant-error.ts';
import type { Findings } from '../findings.ts';
import { applyClient } from './apply-client.ts';
import { applyClientGrant } from './apply-client-grant.ts';
import { applyResourceServer } from './apply-resource-server.ts';
import { applySettings } from './apply-settings.ts';

type Sections = Readonly<Record<string, unknown>>;

/** In the order of the deploy tool: a grant needs its client and its API. */
const lists = [
  ['resourceServers', applyResourceServer],
  ['clients', applyClient],
  ['clientGrants', applyClientGrant],
] as const;

/** Written by the deploy tool, and no section. */
const unspoken = new Set(['exclude', '$schema']);

/** @throws {TenantError} `invalid_body` where there is no section that a tenant has */
export async function applyDeploy(sections: Sections, scratch: Scratch, findings: Findings): Promise<void> {
  const known = new Set<string>(['tenant', ...lists.map(([name]) => name)]);
  if (!Object.keys(sections).some((name) => known.has(name))) {
    throw new TenantError(
      'invalid_body',
      'It has none of tenant, resourceServers, clients and clientGrants. Choose a definition of the deploy tool or a Tokenbench file.',
      { field: 'files' },
    );
  }
  for (const [name, section] of Object.entries(sections)) {
    if (known.has(name) || unspoken.has(name) || isEmpty(section)) continue;
    findings.ignore(name, 'Tokenbench has nothing of this kind.');
  }
  if (findings.keywords.size > 0) return;
  for (const [name] of lists) if (Array.isArray(sections[name])) findings.expect(sections[name].length);
  await applySettings(sections.tenant, scratch, findings);
  for (const [name, apply] of lists) {
    const section = sections[name];
    if (section === undefined || section === null) continue;
    if (!Array.isArray(section)) {
      findings.refuse(name, 'This has to be a list.');
      continue;
    }
    findings.sections.add(name);
    for (const [index, entity] of section.entries()) {
      const place = `${name}[${index}]`;
      await findings.attempt(place, () => apply(entity, place, scratch, findings));
    }
  }
}

function isEmpty(section: unknown): boolean {
  return section === undefined || section === null || Object.keys(Object(section)).length === 0;
}
