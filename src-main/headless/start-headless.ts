/** A tenant without a window: ports, core, HTTP server, certificates and addresses put together, for command and library. */
import { createHttpServer } from '../http/create-http-server.ts';
import { openDoors } from '../http/listen.ts';
import type { TlsIdentity } from '../http/tls/certificate-authority.ts';
import { createNodeKeys } from '../platform/node-keys.ts';
import { createNodeRandom } from '../platform/node-random.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { createTenant, type Tenant } from '../tenant/create-tenant.ts';
import type { Store } from '../tenant/ports.ts';
import { type Closing, createClosing } from './closing.ts';
import { describeTenant, type TenantDescription } from './describe-tenant.ts';
import type { SeedSource } from './seed-source.ts';

export interface HeadlessOptions {
  /** The folder that keeps the tenant; without one it is gone when it stops. */
  data?: string | undefined;
  /** 0 takes any free port. */
  port: number | 'off';
  httpsPort: number | 'off';
  seed?: SeedSource | undefined;
  /** Sample content, where this is the tenant's first start and there is no seed. */
  sample?: boolean | undefined;
  /** Issuer with its trailing slash, in place of the address that a request came to. */
  issuer?: string | undefined;
  /** Requests a second that the Management API takes. */
  rateLimit?: number | undefined;
  /** Is told what people should know, a sentence at a time. */
  report?: ((message: string) => void) | undefined;
}

export interface HeadlessTenant extends TenantDescription {
  tenant: Tenant;
  tls: TlsIdentity | undefined;
  /** Lets requests in flight end, for up to two seconds. Does nothing the second time. */
  close(): Promise<void>;
}

type Answer = (request: unknown) => Promise<unknown>;

/**
 * Resolves when the tenant answers at its addresses. Where that fails, everything opened until then is closed again.
 *
 * @throws PortTakenError, FolderInUseError, StoreError, SeedError
 */
export function startHeadless(options: HeadlessOptions): Promise<HeadlessTenant> {
  const started: Promise<HeadlessTenant> = start(options, async (request) => {
    const running = await started;
    const { answerControlRequest } = await import('./answer-control-request.ts');
    return answerControlRequest(request, running);
  });
  return started;
}

async function start(options: HeadlessOptions, answer: Answer): Promise<HeadlessTenant> {
  const closing = createClosing();
  try {
    return await open(options, answer, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function open(options: HeadlessOptions, answer: Answer, closing: Closing): Promise<HeadlessTenant> {
  const { data, port, httpsPort, seed, report = () => undefined } = options;
  const clock = Date.now;
  const store = data === undefined ? createMemoryStore() : await openFolder(data, answer, closing, report);
  const tenant = await createTenant(
    { clock, random: createNodeRandom(), keys: createNodeKeys(), store },
    { fixedIssuer: options.issuer, seed: seed?.value, sample: options.sample },
  ).catch((error: unknown) => {
    throw seed?.explain(error) ?? error;
  });
  const app = createHttpServer(tenant, {
    rateLimit: options.rateLimit,
    report: (error) => report(`A request failed for no fault of its own: ${error.stack ?? error.message}`),
  });
  closing.add(() => app.close());
  const tls = httpsPort === 'off' ? undefined : await readTlsIdentity(data, clock);
  const doors = await openDoors(app, tenant, { port, httpsPort, ...(tls === undefined ? {} : { identity: tls }) });
  closing.add(() => doors.close());
  return { ...describeTenant(tenant, doors), tenant, tls, close: () => closing.close() };
}

/** Holds the folder before its files are touched, and until its store is closed. */
async function openFolder(
  folder: string,
  answer: Answer,
  closing: Closing,
  report: (message: string) => void,
): Promise<Store> {
  const [{ holdFolder }, { openConfStore }] = await Promise.all([
    import('../store/folder-lock.ts'),
    import('../store/conf-store.ts'),
  ]);
  const lock = await holdFolder(folder, answer);
  closing.add(() => lock.release());
  const store = openConfStore(folder, report);
  closing.add(() => store.close());
  return store;
}

async function readTlsIdentity(folder: string | undefined, clock: () => number): Promise<TlsIdentity> {
  const { ensureTlsIdentity } = await import('../http/tls/certificate-authority.ts');
  return ensureTlsIdentity(folder, clock);
}
