import type { Exchange } from '../contract/entities/exchange.ts';
import type { Tenant } from '../tenant/create-tenant.ts';

export interface TokenExchange {
  exchange: Exchange;
  /** Milliseconds since the epoch. */
  time: number;
  /** When the token that was issued ends, in the same; undefined where none was. */
  expires: number | undefined;
}

/** The exchanges at the token endpoint since a time, newest first, as far as the traffic is kept. */
export function* tokenExchanges({ traffic }: Pick<Tenant, 'traffic'>, since: number): Generator<TokenExchange> {
  for (const exchange of traffic.newestFirst()) {
    const time = Date.parse(exchange.date);
    if (time < since) return;
    if (exchange.kind !== 'token') continue;
    const lifetime = Object(exchange.response.body).expires_in;
    const wasIssued = exchange.status === 200 && typeof lifetime === 'number';
    yield { exchange, time, expires: wasIssued ? time + lifetime * 1_000 : undefined };
  }
}
