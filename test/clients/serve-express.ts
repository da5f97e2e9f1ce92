/** An API as its developers would write it, in Express 5, listening on a free port. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { type Answer, send } from '../builders/running-tenant.ts';

export interface RunningApi {
  /** `GET` with a bearer token, or without. */
  call(path: string, token?: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function serveExpress(configure: (app: Express) => void): Promise<RunningApi> {
  const app = express();
  configure(app);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  return {
    call: (path, token) =>
      send(`http://127.0.0.1:${port}${path}`, {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The API listens at no port.');
  return address;
}
