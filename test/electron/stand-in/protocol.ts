import type { Route } from '@playwright/test';
import type { CustomScheme, Protocol } from 'electron';
import { app } from './app.ts';
import { fromCarried } from './carried-address.ts';

type Handler = Parameters<Protocol['handle']>[1];
type Stood = Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

const dangerous = ['bypassCSP', 'corsEnabled', 'allowServiceWorkers', 'codeCache'] as const;

class StandInProtocol implements Stood {
  readonly #privileged = new Set<string>();
  readonly #handlers = new Map<string, Handler>();

  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (app.isReady()) throw new Error('registerSchemesAsPrivileged must be called before app is ready');
    for (const { scheme, privileges } of schemes) {
      const unsafe = dangerous.find((name) => privileges?.[name] === true);
      if (unsafe !== undefined) throw new Error(`The scheme ${scheme} asks for ${unsafe}.`);
      if (!privileges?.standard || !privileges.secure)
        throw new Error(`The scheme ${scheme} must be standard and secure.`);
      this.#privileged.add(scheme);
    }
  }
  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error('protocol.handle must be called after app is ready');
    if (!this.#privileged.has(scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged.`);
    this.#handlers.set(scheme, handler);
  }

  /** Answers a request of a page from the application's handler, headers included. */
  async answer(route: Route): Promise<void> {
    const request = route.request();
    const address = fromCarried(request.url());
    const handler = this.#handlers.get(new URL(address).protocol.slice(0, -1));
    if (handler === undefined) return route.abort('blockedbyclient');
    const response = await handler(asRequest(address, request.method()));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }
}

/** Node's own Request refuses nothing of what the application reads of it. */
function asRequest(address: string, method: string): Parameters<Handler>[0] {
  return new Request(address, { method });
}

export const protocol = new StandInProtocol();
