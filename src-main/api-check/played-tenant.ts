/**
 * The tenant as an API sees it during a run: its JWKS as a case needs it. Only the API under check is served it, nothing of
 * it is kept, and it ends with the run.
 */

import { setTimeout } from 'node:timers/promises';
import type { Tenant } from '../tenant/create-tenant.ts';
import type { ServedDocument } from '../tenant/published/served-instead.ts';

export interface PlayedTenant {
  /** How often the API has asked for the JWKS since the run began. */
  readonly fetches: number;
  /** Milliseconds since it last did; undefined where it has not. */
  sinceFetch(): number | undefined;
  /** Whether somebody asked for the JWKS shortly before the run: a cache is warm, and may not ask again so soon. */
  wasAskedBefore: boolean;
  /** Serves the API this in place of the JWKS until `serveOwn`, or the end of the run. */
  serve(document: ServedDocument): void;
  serveOwn(): void;
  /** Listens for a moment while nothing is sent: who asks for the JWKS then is another program, and served as ever. */
  tellStrangers(): Promise<void>;
}

/** What is watched while requests of the run are under way: who asks then is the API. */
export interface WatchedTenant extends PlayedTenant {
  /** To be called around each request that is sent. */
  whileSending<Value>(send: () => Promise<Value>): Promise<Value>;
  /** Puts the tenant back as it was. */
  end(): void;
  /** Names by which the API asked for the JWKS. */
  agents(): readonly string[];
}

/** Of another program's cache, libraries let pass before they ask again. */
export const coolDown = 30_000;

/** Milliseconds after which nobody asks because of what was sent, and milliseconds of listening then. */
const quiet = 150;
const listening = 450;

export function watchTenant(tenant: Tenant): WatchedTenant {
  const { servedInstead, faults, traffic } = tenant;
  const agents = new Set<string>();
  const strangers = new Set<string>();
  let isListening = false;
  let underWay = 0;
  let fetches = 0;
  let lastFetch: number | undefined;
  let stopServing: () => void = () => undefined;
  const wasAskedBefore = wasAskedRecently(traffic);
  const resumeFaults = faults.suspend();
  const stopWatching = servedInstead.watch(({ document, userAgent }) => {
    if (document !== 'jwks') return;
    if (isListening) strangers.add(userAgent);
    if (strangers.has(userAgent) || (underWay === 0 && !agents.has(userAgent))) return;
    agents.add(userAgent);
    fetches += 1;
    lastFetch = performance.now();
  });
  const isApi = ({ userAgent }: { userAgent: string }) => agents.has(userAgent) && !strangers.has(userAgent);
  const serveOwn = () => {
    stopServing();
    stopServing = () => undefined;
  };
  return {
    get fetches() {
      return fetches;
    },
    wasAskedBefore,
    sinceFetch: () => (lastFetch === undefined ? undefined : performance.now() - lastFetch),
    serve(document) {
      serveOwn();
      stopServing = servedInstead.serve('jwks', isApi, document);
    },
    serveOwn,
    async tellStrangers() {
      await setTimeout(quiet);
      isListening = true;
      await setTimeout(listening);
      isListening = false;
    },
    agents: () => [...agents].filter((agent) => !strangers.has(agent)),
    async whileSending(send) {
      underWay += 1;
      try {
        return await send();
      } finally {
        underWay -= 1;
      }
    },
    end() {
      serveOwn();
      stopWatching();
      resumeFaults();
    },
  };
}

/** Exchanges that are looked at, the newest first. */
const mostLookedAt = 500;

function wasAskedRecently(traffic: Tenant['traffic']): boolean {
  const since = Date.now() - coolDown - 1_000;
  let looked = 0;
  for (const { kind, date } of traffic.summaries()) {
    looked += 1;
    if (looked > mostLookedAt || Date.parse(date) < since) return false;
    if (kind === 'jwks') return true;
  }
  return false;
}
