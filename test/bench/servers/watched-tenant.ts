// The tenant with its console open, and what the screen Traffic does while it is in view: it hears of exchanges, and
// asks for the new rows.

import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { consolePaths } from '../../../src-main/contract/bridge.ts';
import { startChild } from '../child-server.ts';
import { audience, clientCredentialsRequest, scope, type TokenServer } from '../token-server.ts';

const ReadyLine = Type.Object({
  console: Type.String(),
  issuer: Type.String(),
  tokenEndpoint: Type.String(),
  jwksUri: Type.String(),
});

export interface WatchedTenant extends TokenServer {
  /** The address that opens the console. */
  console: string;
  /** Rows that the screen was given so far. */
  rows(): number;
}

/** As many as the screen asks for at once. */
const rowsAtOnce = 250;

/** Starts the built command with its console; `isWatched` opens the screen. */
export async function startConsoleTenant(
  cli: string,
  name: string,
  seed: string,
  isWatched: boolean,
  nodeOptions: string[] = [],
): Promise<WatchedTenant> {
  const options = ['--console', '--console-port', '0', '--ephemeral', '--port', '0', '--https-port', 'off', '--json'];
  const child = await startChild([...nodeOptions, cli, 'serve', ...options, '--seed', seed], (line) =>
    line.startsWith('{') ? Value.Parse(ReadyLine, JSON.parse(line)) : undefined,
  );
  const watching = isWatched ? await watch(child.ready.console) : undefined;
  return {
    ...child.ready,
    name,
    pid: child.pid,
    tokenRequest: clientCredentialsRequest({ audience, scope }),
    rows: () => watching?.rows() ?? 0,
    async stop() {
      await watching?.end();
      await child.stop();
    },
  };
}

export interface ConsolePage {
  /** Calls a method as a screen does. */
  call(method: string, input: object): Promise<{ ok: boolean; value: unknown }>;
  /** The stream of events; nobody need read it. */
  openEvents(signal: AbortSignal): Promise<Response>;
}

/** Opens the console as a page does, by the address that the command prints. */
export async function openConsole(address: string): Promise<ConsolePage> {
  const { origin, hash } = new URL(address);
  const json = { 'content-type': 'application/json' };
  const token = decodeURIComponent(hash.replace('#session=', ''));
  const opened = await fetch(origin + consolePaths.session, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token }),
  });
  const authorization = `Bearer ${Object(await opened.json()).session}`;
  return {
    async call(method, input) {
      const answer = await fetch(`${origin}${consolePaths.call}/${method}`, {
        method: 'POST',
        headers: { ...json, authorization },
        body: JSON.stringify(input),
      });
      return Object(await answer.json());
    },
    openEvents: (signal) => fetch(origin + consolePaths.events, { headers: { authorization }, signal }),
  };
}

async function watch(address: string): Promise<{ rows(): number; end(): Promise<void> }> {
  const page = await openConsole(address);
  const leaving = new AbortController();
  const events = await page.openEvents(leaving.signal);
  if (!events.ok || events.body === null) throw new Error(`The console answered ${events.status}: nothing is watched.`);
  let newest: string | undefined;
  let rows = 0;
  const reading = (async () => {
    for await (const _chunk of events.body ?? []) {
      const after = newest === undefined ? {} : { after: newest };
      const { value } = await page.call('traffic.list', { filter: '', count: rowsAtOnce, ...after });
      const listed = Object(value);
      newest = listed.newest ?? newest;
      rows += listed.rows.length;
    }
  })().catch(() => undefined);
  return {
    rows: () => rows,
    async end() {
      leaving.abort();
      await reading;
    },
  };
}
