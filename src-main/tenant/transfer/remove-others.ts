import type { TransferKind } from '../../contract/methods/transfer.ts';
import type { Scratch } from '../scratch.ts';
import type { EntityChange } from '../stored-tenant.ts';
import type { Findings } from './findings.ts';

export interface Other {
  kind: Exclude<TransferKind, 'tenant'>;
  id: string;
}

/** What the tenant has and the files do not, of the sections that they have. What belongs to the service is not counted. */
export function findOthers({ document }: Scratch, findings: Findings): Other[] {
  const of = (kind: Other['kind'], ids: readonly string[]): Other[] =>
    findings.sections.has(kind) ? ids.filter((id) => !findings.isNamed(kind, id)).map((id) => ({ kind, id })) : [];
  const resourceServers = [...document.resourceServers.values()].filter(({ is_system }) => is_system !== true);
  const clients = [...document.clients.values()].filter(({ global }) => !global);
  const clientGrants = [...document.clientGrants.values()].filter(({ is_system }) => is_system !== true);
  return [
    ...of(
      'signingKeys',
      [...document.signingKeys.values()].map(({ kid }) => kid),
    ),
    ...of(
      'resourceServers',
      resourceServers.map(({ id }) => id),
    ),
    ...of(
      'clients',
      clients.map(({ client_id }) => client_id),
    ),
    ...of(
      'clientGrants',
      clientGrants.map(({ id }) => id),
    ),
  ];
}

/** Removes them, grants first, with what hangs on them. */
export function removeOthers(others: readonly Other[], { clients, document, resourceServers }: Scratch): void {
  const idsOf = (wanted: Other['kind']) => others.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const removal =
    (kind: 'clientGrants' | 'signingKeys') =>
    (id: string): EntityChange => ({ kind, id, value: undefined });
  document.apply([
    ...idsOf('clientGrants').map(removal('clientGrants')),
    ...idsOf('signingKeys').map(removal('signingKeys')),
  ]);
  for (const id of idsOf('clients')) clients.remove(id);
  for (const id of idsOf('resourceServers')) resourceServers.remove(id);
}
