/** The services of a tenant, and those of one that is only being made. */
import type { ClientGrants } from './client-grants/service.ts';
import type { Clients } from './clients/service.ts';
import type { ResourceServers } from './resource-servers/service.ts';
import type { TenantSettings } from './settings/service.ts';
import type { SigningKeys } from './signing-keys/service.ts';
import type { TenantParts } from './tenant-parts.ts';
import type { Tokens } from './tokens/issue-token.ts';

export interface TenantServices {
  clients: Clients;
  resourceServers: ResourceServers;
  clientGrants: ClientGrants;
  signingKeys: SigningKeys;
  settings: TenantSettings;
  tokens: Tokens;
}

/** A tenant whose changes nobody has kept yet. */
export type Scratch = TenantParts & TenantServices & { commonName: string };
