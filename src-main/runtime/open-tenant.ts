/** A tenant of a data folder or of memory, without addresses. */
import { createNodeKeys } from '../platform/node-keys.ts';
import { createNodeRandom } from '../platform/node-random.ts';
import { nodeSchedule } from '../platform/node-schedule.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { errorCode, StoreError } from '../store/store-error.ts';
import type { openTenantDb, TenantDbOptions } from '../store/tenant-db.ts';
import { createTenant, type Tenant } from '../tenant/create-tenant.ts';
import type { Clock, Pins, State, Store } from '../tenant/ports.ts';
import type { Closing } from './closing.ts';
import type { SeedSource } from './seed-source.ts';
import type { WatchedStore } from './watched-store.ts';

export interface TenantSource {
  /** The folder that keeps the tenant; without one it is gone when it stops. */
  data?: string | undefined;
  /** Read when it is needed, and let go of at once: a large one would take its room for as long as the tenant runs. */
  seed?: (() => Promise<SeedSource>) | undefined;
  /** Sample content, where this is the tenant's first start and there is no seed. */
  sample?: boolean | undefined;
  /** Issuer with its trailing slash, in place of the address that a request came to. */
  issuer?: string | undefined;
  /** Names beside localhost that the tenant answers to, and that its certificate is for. */
  hostNames?: readonly string[] | undefined;
  /** What encrypts what is kept, where that is wished. */
  storeOptions?: TenantDbOptions | undefined;
  /** Is told why nothing can be kept, and undefined once it can be again. */
  onNotKept?: ((problem: string | undefined) => void) | undefined;
  /** Is told what people should know, a sentence at a time. */
  report?: ((message: string) => void) | undefined;
}

/** Answers what other processes ask of the tenant. */
export type ControlAnswer = (request: unknown) => Promise<unknown>;

export const clock: Clock = Date.now;

/**
 * What is opened is added to `closing`, also when a later step fails.
 * @throws FolderInUseError, StoreError, SeedError
 */
export async function openTenant(
  {
    data,
    seed,
    sample,
    issuer,
    hostNames,
    storeOptions,
    onNotKept = () => undefined,
    report = () => undefined,
  }: TenantSource,
  answer: ControlAnswer,
  closing: Closing,
): Promise<Tenant> {
  const source = await seed?.();
  const { store, pins, state }: OpenFolder =
    data === undefined
      ? { store: createMemoryStore() }
      : await openFolder(data, answer, closing, { report, storeOptions, onNotKept });
  try {
    const tenant = await createTenant(
      { clock, random: createNodeRandom(), keys: createNodeKeys(), schedule: nodeSchedule, store, pins, state },
      { fixedIssuer: issuer, hostNames, fill: source?.apply, sample },
    );
    if ('watch' in store) store.watch();
    return tenant;
  } catch (error) {
    throw source?.explain(error) ?? error;
  }
}

interface OpenOptions {
  report(message: string): void;
  storeOptions: TenantDbOptions | undefined;
  onNotKept(problem: string | undefined): void;
}

interface OpenFolder {
  store: Store | WatchedStore;
  pins?: Pins;
  state?: State;
}

async function importDatabase(): Promise<typeof openTenantDb> {
  try {
    return (await import('../store/tenant-db.ts')).openTenantDb;
  } catch (cause) {
    if (errorCode(cause) !== 'ERR_UNKNOWN_BUILTIN_MODULE') throw cause;
    throw new StoreError(
      'not_readable',
      `A data folder needs Node.js 22.13 or newer; this is ${process.version}. Use a newer Node.js, or keep nothing on disk.`,
      { cause },
    );
  }
}

/** Holds the folder before its files are touched, and until its store is closed. */
async function openFolder(
  folder: string,
  answer: ControlAnswer,
  closing: Closing,
  { report, storeOptions, onNotKept }: OpenOptions,
): Promise<OpenFolder> {
  // First: its failure is the one with a way out.
  const open = await importDatabase();
  const [{ holdFolder }, { openPins }, { watchStore }] = await Promise.all([
    import('../store/folder-lock.ts'),
    import('../store/pins-file.ts'),
    import('./watched-store.ts'),
  ]);
  const lock = await holdFolder(folder, answer);
  closing.add(() => lock.release());
  const db = open(folder, report, storeOptions);
  const store = watchStore(db, (problem) => {
    report(problem ?? `${folder} can be written again: changes are kept.`);
    onNotKept(problem);
  });
  closing.add(async () => {
    store.close();
    await store.settled?.();
  });
  return { store, pins: store.watchPins(openPins(folder, report)), state: db.state };
}
