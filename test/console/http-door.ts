/** The door of the browser host, for real, around a page of a few words in place of the built screens. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dispatch } from '../../src-main/console/dispatch.ts';
import { type BridgeEvent, consolePaths } from '../../src-main/contract/bridge.ts';
import { openConsole } from '../../src-main/headless/console-http.ts';

export type Call = (name: string, input: unknown) => Promise<unknown>;

export interface HttpDoor {
  call: Call;
  /** Without a slash at its end. */
  origin: string;
  /** The session token of the opening address. */
  token: string;
  /** The value of the header `authorization` that opens calls and events. */
  authorization: string;
  /** An address as a browser is handed it: good once and for a minute. */
  launchAddress(): string;
  close(): Promise<void>;
}

export async function openHttpDoor(
  dispatch: Dispatch,
  listen: (listener: (event: BridgeEvent) => void) => () => void = () => () => undefined,
  now?: () => number,
): Promise<HttpDoor> {
  const folder = mkdtempSync(join(tmpdir(), 'tokenbench-console-'));
  const renderer = join(folder, 'renderer');
  mkdirSync(renderer);
  writeFileSync(join(folder, 'outside.txt'), 'outside of the screens');
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Screens</title>');
  writeFileSync(join(renderer, 'page.js'), 'window.scriptRan = true;');
  const console = await openConsole({ port: 0, renderer, dispatch, listen, now });
  const session = await joinSession(console.address);
  return {
    ...session,
    launchAddress: console.launchAddress,
    call: (name, input) => callByHttp(session, name, input),
    async close() {
      await console.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function joinSession(address: string): Promise<Omit<HttpDoor, 'call' | 'close' | 'launchAddress'>> {
  const { origin, hash } = new URL(address);
  const token = hash.replace('#session=', '');
  const response = await fetch(`${origin}${consolePaths.session}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const { session } = Object(await response.json());
  return { origin, token, authorization: `Bearer ${session}` };
}

async function callByHttp(
  { origin, authorization }: Pick<HttpDoor, 'origin' | 'authorization'>,
  name: string,
  input: unknown,
): Promise<unknown> {
  const response = await fetch(`${origin}${consolePaths.call}/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(input),
  });
  return response.json();
}
