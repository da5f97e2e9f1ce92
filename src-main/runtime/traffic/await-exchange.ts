/** Finds in the traffic what was just sent to the tenant's own door, by the end of the connection that it went over. */
import type { ExchangeSummary } from '../../contract/entities/exchange.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';

/** Milliseconds: an exchange is recorded when its answer has left, which may be after it came. */
const patience = 2_000;

/**
 * @param localPort the sender's own
 * @param after the newest exchange before the request was sent
 * @returns undefined where it does not come in time, or is gone already
 */
export function awaitExchange(
  localPort: number,
  after: string | undefined,
  { traffic, events }: Pick<Tenant, 'traffic' | 'events'>,
): Promise<ExchangeSummary | undefined> {
  const find = (): ExchangeSummary | undefined => {
    for (const exchange of traffic.summaries()) {
      if (after !== undefined && exchange.log_id <= after) return undefined;
      if (exchange.remote_port === localPort) return exchange;
    }
    return undefined;
  };
  const found = find();
  if (found !== undefined) return Promise.resolve(found);
  return new Promise((resolve) => {
    const finish = (exchange: ExchangeSummary | undefined) => {
      clearTimeout(giveUp);
      stop();
      resolve(exchange);
    };
    const giveUp = setTimeout(() => finish(find()), patience);
    const stop = events.on('exchange', () => {
      const [newest] = traffic.summaries();
      if (newest?.remote_port === localPort) finish(newest);
    });
  });
}
