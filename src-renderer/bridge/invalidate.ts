/** Which queries an event makes stale. A query's key is the method's name and its input. */
import type { QueryClient } from '@tanstack/react-query';
import type { BridgeEvent } from '#contract/bridge.ts';
import type { EntityNoun, Events } from '#contract/events.ts';
import type { MethodName, Output } from '#contract/methods.ts';
import type { Transport } from './transport.ts';

/** What the screens of the APIs work out from several nouns. */
const afterApiChange: MethodName[] = [
  'resourceServers.search',
  'resourceServers.checkNew',
  'resourceServers.previewToken',
  'resourceServers.describeRemoval',
];

/** What the screens of the applications and of the keys work out from several nouns. */
const afterClientChange: MethodName[] = [
  'clients.describeUse',
  'clients.listGranted',
  'clientCredentials.list',
  'signingKeys.keySet',
];

const staleAfterChange: Record<EntityNoun, MethodName[]> = {
  clients: [
    'clients.list',
    'clients.get',
    'clients.readSecret',
    'gettingStarted.get',
    'tokens.inspect',
    ...afterClientChange,
  ],
  'resource-servers': [
    'resourceServers.list',
    'resourceServers.get',
    'gettingStarted.get',
    'tokens.inspect',
    ...afterApiChange,
    ...afterClientChange,
  ],
  'client-grants': ['clientGrants.list', 'gettingStarted.get', ...afterApiChange, ...afterClientChange],
  'signing-keys': ['signingKeys.list', 'signingKeys.keySet', 'resourceServers.previewToken', 'tokens.inspect'],
  settings: ['settings.get', 'signingKeys.keySet', 'gettingStarted.get'],
  faults: ['faults.get'],
  clock: ['faults.get', 'tokens.inspect', 'signingKeys.list'],
};

/** Names of the methods whose answers an event may have changed. */
export function staleAfter(event: BridgeEvent): MethodName[] {
  switch (event.name) {
    case 'changed':
      return [...staleAfterChange[event.payload.noun], 'traffic.get'];
    case 'exchange':
      return ['gettingStarted.get'];
    case 'status':
      return [
        'network.get',
        'settings.get',
        'gettingStarted.get',
        'tokens.inspect',
        ...afterApiChange,
        ...afterClientChange,
      ];
    case 'preferences':
    case 'navigate':
      return [];
  }
}

/** Milliseconds: a busy tenant reports hundreds of exchanges a second, and the screens need not ask after each. */
const gathering = 250;

/** Keeps the queries true to the events until the returned function is called. */
export function followEvents(transport: Transport, queryClient: QueryClient): () => void {
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function invalidateStale(): void {
    timer = undefined;
    const names = new Set(stale);
    stale.clear();
    void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => names.has(String(name)) });
  }

  const stopEvents = transport.listen((event) => {
    if (event.name === 'status') queryClient.setQueryData(['tenant.status', {}], event.payload);
    if (event.name === 'exchange') countExchanges(queryClient, event.payload);
    if (event.name === 'preferences') queryClient.setQueryData(['preferences.get', {}], event.payload);
    for (const name of staleAfter(event)) stale.add(name);
    if (stale.size > 0) timer ??= setTimeout(invalidateStale, gathering);
  });
  const stopConnection = transport.onConnection(() => {
    // Whatever happened meanwhile was not told.
    if (transport.connection().state === 'open') void queryClient.invalidateQueries();
  });
  return () => {
    stopEvents();
    stopConnection();
    clearTimeout(timer);
  };
}

/** The event tells the counts itself: asking for them five times a second would cost the tenant more than telling. */
function countExchanges(queryClient: QueryClient, { recorded, held, unread }: Events['exchange']): void {
  queryClient.setQueryData<Output<'traffic.counts'>>(['traffic.counts', {}], { recorded, held, unread });
  queryClient.setQueryData<Output<'tenant.status'>>(
    ['tenant.status', {}],
    (status) => status && { ...status, exchanges: recorded },
  );
}
