import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { BridgeEvent } from '#contract/bridge.ts';
import { useBridgeEvents } from '../bridge/bridge-context.tsx';
import { paths } from '../bridge/paths.ts';
import { useDebugToken } from './use-debug-token.ts';

/** The menu, a link or a file asks for a screen; a token that comes with it goes to the debugger by memory. */
export function useNavigateEvents(): void {
  const router = useRouter();
  const debugToken = useDebugToken();
  useBridgeEvents(
    useCallback(
      (event: BridgeEvent) => {
        if (event.name !== 'navigate') return;
        const { path, token } = event.payload;
        if (token !== undefined && path === paths.debugger) debugToken(token);
        else router.history.push(path);
      },
      [router, debugToken],
    ),
  );
}
