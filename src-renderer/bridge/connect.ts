/** Chooses the transport: the desktop's bridge where there is one, else HTTP to the host that served this page. */
import { followNewSession, openSession } from './browser-session.ts';
import { type Client, createClient } from './client.ts';
import { createElectronTransport } from './electron-transport.ts';
import { createHttpTransport } from './http-transport.ts';
import type { Transport } from './transport.ts';

export interface Bridge {
  client: Client;
  transport: Transport;
}

export async function connect(window: Window & typeof globalThis): Promise<Bridge> {
  const transport = window.tokenbench ? createElectronTransport(window.tokenbench) : await connectByHttp(window);
  return { transport, client: createClient(transport) };
}

async function connectByHttp(window: Window & typeof globalThis): Promise<Transport> {
  const session = await openSession(window);
  followNewSession(window);
  return createHttpTransport({ fetch: window.fetch.bind(window), session: session.token });
}
