/** The faults of the token service: refusals, and tokens that are wrong, on purpose. Called while a fault is set only. */
import type { Client } from '../../contract/entities/client.ts';
import type { Clients } from '../clients/service.ts';
import { claimedParty } from '../faults/claimed-party.ts';
import type { TokenDraft } from '../faults/effects.ts';
import type { FaultHits, Faults } from '../faults/service.ts';
import type { TokenExchange, TokenRequest } from './token-request.ts';

/** @throws {TenantError} the refusal that a fault asks for, before anything of the request is looked at */
export function refuseOnPurpose(
  request: TokenRequest,
  exchange: TokenExchange,
  clients: Clients,
  faults: Faults,
): void {
  const party = claimedParty(request);
  const hits = faults.hit('grant', party);
  noteFaults(exchange, hits);
  for (const effect of hits.effects) {
    if (effect.does !== 'refuse') continue;
    noteParty(exchange, party, clients);
    throw effect.refusal;
  }
}

/** The token as the faults want it that are set for this application and this API. */
export function spoilOnPurpose(
  sound: TokenDraft,
  { client_id }: Client,
  audience: string,
  exchange: TokenExchange,
  faults: Faults,
): TokenDraft {
  const hits = faults.hit('token', { client_id, audience });
  noteFaults(exchange, hits);
  return hits.effects.reduce((draft, effect) => (effect.does === 'alter' ? effect.alter(draft) : draft), sound);
}

/** What the log shall say of the exchange. */
export function noteFaults(exchange: TokenExchange, { kinds }: FaultHits): void {
  if (kinds.length === 0) return;
  exchange.fault = [...(exchange.fault === undefined ? [] : [exchange.fault]), ...kinds].join(', ');
}

/** Who asked, by its own account: a fault answers before that is known. */
export function noteParty(
  exchange: TokenExchange,
  { client_id, audience }: ReturnType<typeof claimedParty>,
  clients: Clients,
): void {
  if (client_id !== undefined) exchange.client_id = client_id;
  const client = clients.find(client_id ?? '');
  if (client !== undefined) exchange.client_name = client.name;
  if (audience !== undefined) exchange.audience = audience;
}
