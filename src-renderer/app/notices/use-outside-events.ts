/** Turns what others did to the tenant into notices: entities changed by another program, the tenant's state. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import type { BridgeEvent } from '#contract/bridge.ts';
import type { EntityNoun } from '#contract/events.ts';
import type { Status } from '#contract/methods/tenant.ts';
import { useBridgeEvents, useConnection } from '../../bridge/bridge-context.tsx';
import { paths } from '../../bridge/paths.ts';
import { tenantMutationKey } from '../../bridge/queries/tenant.ts';
import { describeChanges, describeStatus } from './describe-event.ts';
import { useNotices } from './notices.tsx';

/** Milliseconds that changes are gathered into one notice: a deploy makes hundreds. */
const gathering = 1_000;

/** Screens that show a noun need no notice of it: they change in view. In the traffic the change itself is in view. */
const shownAt: Partial<Record<EntityNoun, string[]>> = {
  clients: [paths.applications, paths.apis, paths.traffic],
  'resource-servers': [paths.apis, paths.traffic],
  'client-grants': [paths.applications, paths.apis, paths.traffic],
  'signing-keys': [paths.keys],
  settings: [paths.settings, paths.apis, paths.traffic],
};

export function useOutsideEvents(): void {
  const { notify } = useNotices();
  const queryClient = useQueryClient();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const place = useRef(pathname);
  useEffect(() => {
    place.current = pathname;
  }, [pathname]);
  const changes = useRef(new Map<EntityNoun, Set<string>>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const state = useRef<Status['state']>(undefined);

  useBridgeEvents(
    useCallback(
      (event: BridgeEvent) => {
        if (event.name === 'status') {
          const text = describeStatus(state.current, event.payload);
          state.current = event.payload.state;
          if (text !== undefined && !isOwnDoing(queryClient))
            notify(text, { isError: event.payload.state === 'failed' });
        }
        if (event.name !== 'changed') return;
        const { noun, ids } = event.payload;
        // The status bar tells of these, always at the same place.
        if (noun === 'faults' || noun === 'clock') return;
        const ofNoun = changes.current.get(noun) ?? new Set();
        for (const id of ids) ofNoun.add(id);
        changes.current.set(noun, ofNoun);
        timer.current ??= setTimeout(() => {
          timer.current = undefined;
          for (const [changed, { size }] of changes.current) {
            const isShown = shownAt[changed]?.some((path) => place.current.startsWith(path)) === true;
            if (!isShown) notify(describeChanges(changed, size));
          }
          changes.current.clear();
        }, gathering);
      },
      [notify, queryClient],
    ),
  );

  const connection = useConnection();
  const wasLost = useRef(false);
  useEffect(() => {
    if (connection.state === 'open' && wasLost.current) notify('Reconnected to the tenant.');
    wasLost.current = connection.state === 'lost';
  }, [connection, notify]);
}

/** Milliseconds: the event of an own start or stop may come after its answer. */
const echo = 2_000;

function isOwnDoing(queryClient: QueryClient): boolean {
  const own = queryClient.getMutationCache().findAll({ mutationKey: tenantMutationKey });
  return own.some(({ state }) => state.status === 'pending' || Date.now() - state.submittedAt < echo);
}
