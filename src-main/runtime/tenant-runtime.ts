/** A tenant whose doors can be closed and opened again while its entities stay at hand: what both hosts run. */
import type { Status } from '../contract/methods/tenant.ts';
import { PortTakenError } from '../http/listen.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { endCheckRuns } from './api-check/open-check-runs.ts';
import { choosePorts, type GivenPorts, type KeptPorts } from './choose-ports.ts';
import { type Closing, createClosing } from './closing.ts';
import { openControlToken } from './control-token.ts';
import { describeTenant } from './describe-tenant.ts';
import { findFreePort } from './find-free-port.ts';
import { type ControlAnswer, clock, openTenant, type TenantSource } from './open-tenant.ts';
import { type DoorPorts, openTenantDoors, type TenantDoors } from './open-tenant-doors.ts';

export interface RuntimeOptions extends TenantSource, GivenPorts {
  /** Requests a second that the Management API takes. */
  rateLimit?: number | undefined;
  /** Where to listen instead of loopback. */
  listen?: string | undefined;
  /** Answers other processes that ask the holder of the data folder. */
  answer?: ControlAnswer | undefined;
}

export interface TenantRuntime {
  tenant: Tenant;
  /** The folder that keeps the tenant; undefined where it is kept in memory. */
  folder: string | undefined;
  /** The key to `/_tokenbench/`. */
  controlToken: string;
  /** While they are open. */
  doors: TenantDoors | undefined;
  /** Ports that this start was given, which win over those that are kept. */
  givenPorts: GivenPorts;
  /** Where ports that were chosen for good are kept; undefined where nothing is. */
  keptPorts: KeptPorts | undefined;
  /** Connections that clients broke off because they do not trust the certificate. */
  certificateRefusals: { count: number /** Milliseconds since the epoch. */; last: number | undefined };
  status(): Status;
  /** Opens the doors. A taken port is a state, not an error: it is in the status, with one that is free. */
  start(ports?: Partial<DoorPorts>): Promise<Status>;
  /** Another certificate authority, whose certificate the HTTPS door presents from now on. */
  renewAuthority(): Promise<void>;
  /** Closes the doors; requests in flight get two seconds. */
  stop(): Promise<Status>;
  /** @returns a function that ends the subscription. */
  onStatus(listener: (status: Status) => void): () => void;
  /** Stops, and lets go of the folder. Does nothing the second time. */
  close(): Promise<void>;
}

/**
 * Opens the tenant, its doors still closed.
 * @throws FolderInUseError, StoreError, SeedError
 */
export async function openTenantRuntime(options: RuntimeOptions): Promise<TenantRuntime> {
  const closing = createClosing();
  try {
    const kept: Kept = { problem: undefined, tell: () => undefined };
    const onNotKept = (problem: string | undefined) => {
      kept.problem = problem;
      kept.tell();
    };
    const tenant = await openTenant({ ...options, onNotKept }, options.answer ?? refuseToAnswer, closing);
    const keptPorts =
      options.data === undefined ? undefined : (await import('./kept-ports.ts')).openKeptPorts(options.data);
    return createRuntime(tenant, options, keptPorts, closing, kept);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

/** Whether the disk takes what is to be kept, and who hears of a change. */
interface Kept {
  problem: string | undefined;
  tell(): void;
}

async function refuseToAnswer(): Promise<never> {
  throw new Error('This tenant takes no requests from other processes.');
}

function createRuntime(
  tenant: Tenant,
  options: RuntimeOptions,
  keptPorts: KeptPorts | undefined,
  closing: Closing,
  kept: Kept,
): TenantRuntime {
  const { data: folder, port, httpsPort, rateLimit, report = () => undefined } = options;
  const givenPorts = { port, httpsPort };
  const controlToken = openControlToken(folder);
  const listeners = new Set<(status: Status) => void>();
  let ports = choosePorts(givenPorts, keptPorts?.read() ?? {});
  let state: Status['state'] = 'stopped';
  let problem: Status['problem'];
  let tls: TenantDoors['tls'];
  // Starts and stops come one after the other, however quickly they are asked for.
  let turn: Promise<unknown> = Promise.resolve();

  const runtime: TenantRuntime = {
    tenant,
    folder,
    controlToken,
    doors: undefined,
    givenPorts,
    keptPorts,
    certificateRefusals: { count: 0, last: undefined },
    status: () => ({
      ...describe(runtime, state, problem),
      ...(kept.problem === undefined ? {} : { notKept: kept.problem }),
    }),
    start: (change = {}) => inTurn(() => open(change)),
    renewAuthority: () => inTurn(renew),
    stop: () => inTurn(shut),
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => closing.close(),
  };
  kept.tell = () => void tell(state, problem);
  closing.add(() => inTurn(shut));
  closing.add(tellOfFaults());
  closing.add(() => endCheckRuns(tenant));
  return runtime;

  function inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const acted = turn.then(act);
    turn = acted.catch(() => undefined);
    return acted;
  }

  async function open(change: Partial<DoorPorts>): Promise<Status> {
    ports = { ...ports, ...change };
    await runtime.doors?.close();
    runtime.doors = undefined;
    tell('starting', undefined);
    try {
      runtime.doors = await openTenantDoors(tenant, {
        ...ports,
        folder,
        rateLimit,
        listen: options.listen,
        controlToken,
        report,
        tls,
        onCertificateRefused,
      });
      tls = runtime.doors.tls;
      return tell('running', undefined);
    } catch (error) {
      return tell('failed', await toProblem(error, ports));
    }
  }

  function onCertificateRefused(): void {
    const { count } = runtime.certificateRefusals;
    runtime.certificateRefusals = { count: count + 1, last: clock() };
  }

  async function renew(): Promise<void> {
    const { renewTlsIdentity } = await import('../http/tls/certificate-authority.ts');
    tls = await renewTlsIdentity(folder, clock, tenant.origins.hostNames);
    runtime.certificateRefusals = { count: 0, last: undefined };
    if (runtime.doors === undefined) return;
    runtime.doors.tls = tls;
    runtime.doors.presentCertificate(tls);
    tell(state, problem);
  }

  async function shut(): Promise<Status> {
    await runtime.doors?.close();
    runtime.doors = undefined;
    return tell('stopped', undefined);
  }

  /** Faults and the clock are part of the status; each request that a fault hits is not. */
  function tellOfFaults(): () => void {
    let told = describeFaults(tenant);
    return tenant.events.on('changed', ({ noun }) => {
      if (noun !== 'faults' && noun !== 'clock') return;
      const now = describeFaults(tenant);
      if (JSON.stringify(now) === JSON.stringify(told)) return;
      told = now;
      tell(state, problem);
    });
  }

  function tell(newState: Status['state'], newProblem: Status['problem']): Status {
    state = newState;
    problem = newProblem;
    const status = runtime.status();
    for (const listener of listeners) listener(status);
    return status;
  }
}

function describe({ tenant, doors }: TenantRuntime, state: Status['state'], problem: Status['problem']): Status {
  const exchanges = tenant.traffic.count;
  const faults = describeFaults(tenant);
  if (doors === undefined) return { state, exchanges, ...faults, ...(problem === undefined ? {} : { problem }) };
  const { issuer, httpsIssuer, tokenEndpoint, jwksUri, managementAudience } = describeTenant(tenant, doors);
  return {
    state,
    exchanges,
    ...faults,
    issuer,
    ...(httpsIssuer === undefined ? {} : { httpsIssuer }),
    tokenEndpoint,
    jwksUri,
    discovery: jwksUri.replace(/jwks\.json$/, 'openid-configuration'),
    managementAudience,
    ...(doors.tls?.caCertificatePath === undefined ? {} : { caCertificate: doors.tls.caCertificatePath }),
  };
}

function describeFaults({ faults }: Tenant): Pick<Status, 'faults' | 'clock'> {
  const set = faults.count === 0 ? {} : { faults: faults.count };
  if (faults.isClockReal) return set;
  const { offset_ms, frozen_at } = faults.clock();
  // The distance of a clock that stands still grows: only where it stands is news.
  return { ...set, clock: frozen_at === undefined ? { offset_ms } : { frozen_at } };
}

async function toProblem(error: unknown, ports: DoorPorts): Promise<NonNullable<Status['problem']>> {
  if (!(error instanceof PortTakenError)) {
    return { code: 'failed', message: error instanceof Error ? error.message : 'The tenant could not start.' };
  }
  const { message, port } = error;
  const door = port === ports.port ? 'port' : 'httpsPort';
  const other = door === 'port' ? ports.httpsPort : ports.port;
  const freePort = await findFreePort(port + 1, other === 'off' ? undefined : other);
  return { code: 'port_taken', message, port, door, ...(freePort === undefined ? {} : { freePort }) };
}
