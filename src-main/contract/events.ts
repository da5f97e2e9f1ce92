/** What a screen, or another listener, may be told. */
export type EntityNoun = 'clients' | 'resource-servers' | 'client-grants' | 'signing-keys' | 'settings';

export interface TenantEvents {
  /** Entities were created, changed or removed; `ids` names them. */
  changed: { noun: EntityNoun; ids: string[] };
  /** An exchange reached its end and is in the ring. */
  exchange: { log_id: string };
}
