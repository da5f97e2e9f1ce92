/** What the address of the traffic says beside the exchange that is open. */
export const exchangeTabs = ['summary', 'request', 'answer', 'token', 'log'] as const;
export type ExchangeTab = (typeof exchangeTabs)[number];

export interface TrafficSearch {
  filter?: string;
  /** Quiet kinds one by one, not as counts per minute. */
  fold?: 'off';
  tab?: ExchangeTab;
  /** The exchange that came of sending the open one again. */
  replay?: string;
  dialog?: 'har' | 'clear';
}

export function readTrafficSearch(search: Record<string, unknown>): TrafficSearch {
  const { filter, fold, tab, replay, dialog } = search;
  const knownTab = exchangeTabs.find((one) => one === tab);
  const knownDialog = (['har', 'clear'] as const).find((one) => one === dialog);
  return {
    // A filter of digits alone is read as a number where it comes from outside.
    ...(filter !== '' && ['string', 'number'].includes(typeof filter) ? { filter: String(filter) } : {}),
    ...(fold === 'off' ? { fold } : {}),
    ...(knownTab === undefined || knownTab === 'summary' ? {} : { tab: knownTab }),
    // Ids are all digits: the router reads them as a number where they fit into one.
    ...(typeof replay === 'string' && /^\d{56}$/.test(replay) ? { replay } : {}),
    ...(knownDialog === undefined ? {} : { dialog: knownDialog }),
  };
}
