/** Handlers for the tenant's addresses: what is open, whether a port could be, and opening others. */
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { NetworkView, networkMethods } from '../contract/methods/network.ts';
import type { Status } from '../contract/methods/tenant.ts';
import type { Input } from '../contract/methods.ts';
import { choosePorts, type GivenPorts } from '../runtime/choose-ports.ts';
import { findFreePort } from '../runtime/find-free-port.ts';
import type { DoorPorts, TenantDoors } from '../runtime/open-tenant-doors.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { StoreError } from '../store/store-error.ts';
import { ConsoleError } from './console-error.ts';
import { describeAuthority, describeTrust } from './describe-trust.ts';

type NetworkMethods = typeof networkMethods;

export type NetworkHandlers = {
  [Name in keyof NetworkMethods]: (
    input: InputOf<NetworkMethods[Name]>,
  ) => OutputOf<NetworkMethods[Name]> | Promise<OutputOf<NetworkMethods[Name]>>;
};

export function networkHandlers(runtime: TenantRuntime): NetworkHandlers {
  return {
    'network.get': () => showNetwork(runtime),
    'network.checkPort': async ({ port }) => {
      if (openPorts(runtime).includes(port)) return { state: 'own' };
      if ((await findFreePort(port)) === port) return { state: 'free' };
      const freePort = await findFreePort(port + 1);
      return {
        state: 'taken',
        message: describeTaken(port),
        ...(freePort === undefined ? {} : { freePort }),
      };
    },
    'network.change': async ({ hold, ...wanted }) => {
      if (wanted.port === 'off' && wanted.httpsPort === 'off') {
        throw new ConsoleError(
          'not_available',
          'With both addresses off nothing could reach the tenant. Leave one open.',
        );
      }
      if (wanted.port === wanted.httpsPort) {
        throw new ConsoleError('port_taken', 'HTTP and HTTPS cannot share a port. Choose two.');
      }
      if (hold === 'for_good') refuseWhereNothingIsKept(runtime);
      const own = openPorts(runtime);
      for (const port of [wanted.port, wanted.httpsPort]) {
        if (port === 'off' || own.includes(port)) continue;
        if ((await findFreePort(port)) !== port)
          throw new ConsoleError('port_taken', `${describeTaken(port)} Choose another.`);
      }
      const isOpen = wanted.port === doorPortsOf(runtime).port && wanted.httpsPort === doorPortsOf(runtime).httpsPort;
      const status = isOpen ? runtime.status() : await openOrGoBack(runtime, wanted);
      if (hold === 'for_good') keepPorts(runtime, wanted);
      return status;
    },
    'network.forgetPorts': () => {
      keepPorts(runtime, {});
      return showNetwork(runtime);
    },
    'network.trust': () => describeTrust(runtime),
    'network.renewAuthority': async () => {
      try {
        await runtime.renewAuthority();
      } catch (error) {
        throw new ConsoleError(
          'not_available',
          error instanceof Error ? error.message : 'The authority could not be made.',
        );
      }
      return showNetwork(runtime);
    },
  };
}

/** Starts the tenant; ports that it was given are kept for later starts only once they are open. */
export async function startTenant({ hold, ...ports }: Input<'tenant.start'>, runtime: TenantRuntime): Promise<Status> {
  const status = await runtime.start(ports);
  if (hold === 'for_good' && status.state === 'running') {
    const { port, httpsPort } = doorPortsOf(runtime);
    keepPorts(runtime, {
      ...runtime.keptPorts?.read(),
      ...(ports.port === undefined ? {} : { port }),
      ...(ports.httpsPort === undefined ? {} : { httpsPort }),
    });
  }
  return status;
}

function refuseWhereNothingIsKept({ keptPorts }: TenantRuntime): void {
  if (keptPorts !== undefined) return;
  throw new ConsoleError('not_available', 'This tenant is kept in memory only, and its ports end with it.');
}

function keepPorts(runtime: TenantRuntime, ports: GivenPorts): void {
  refuseWhereNothingIsKept(runtime);
  try {
    runtime.keptPorts?.keep(ports);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new ConsoleError('not_available', `The ports are open, but could not be kept: ${error.message}`);
  }
}

/** Ports below 1024 belong to the system on many machines. */
function describeTaken(port: number): string {
  return port < 1_024
    ? `Port ${port} is taken by another program, or the system keeps it for programs with more rights.`
    : `Another program listens at port ${port}.`;
}

/** What was open stays open where the new ports cannot be had after all. */
async function openOrGoBack(runtime: TenantRuntime, wanted: DoorPorts) {
  const before = runtime.doors && doorPortsOf(runtime);
  const status = await runtime.start(wanted);
  if (status.state === 'running' || before === undefined) return status;
  await runtime.start(before);
  throw new ConsoleError(
    status.problem?.code === 'port_taken' ? 'port_taken' : 'not_available',
    `${status.problem?.message ?? 'The addresses could not be opened.'} The ones before are open again.`,
  );
}

function showNetwork(runtime: TenantRuntime): NetworkView {
  const { doors, tenant, givenPorts, keptPorts } = runtime;
  const { fixedIssuer } = tenant.origins;
  const kept = keptPorts?.read();
  return {
    ...doorPortsOf(runtime),
    usual: choosePorts({}, kept ?? {}),
    ...(kept === undefined ? {} : { kept }),
    given: (['port', 'httpsPort'] as const).filter((door) => givenPorts[door] !== undefined),
    ...(fixedIssuer === undefined ? {} : { fixedIssuer }),
    ...(doors?.tls === undefined ? {} : { authority: showAuthority(doors.tls) }),
  };
}

function showAuthority({ caCertificate, caCertificatePath: path }: NonNullable<TenantDoors['tls']>) {
  return { ...describeAuthority(caCertificate), ...(path === undefined ? {} : { path }) };
}

/** As open now; nothing while the doors are closed. */
function doorPortsOf({ doors }: TenantRuntime): Partial<DoorPorts> {
  return doors === undefined ? {} : { port: portOf(doors.httpOrigin), httpsPort: portOf(doors.httpsOrigin) };
}

function openPorts(runtime: TenantRuntime): number[] {
  const { port, httpsPort } = doorPortsOf(runtime);
  return [port, httpsPort].filter((open) => typeof open === 'number');
}

/** A URL leaves out the usual port of its scheme. */
function portOf(origin: string | undefined): number | 'off' {
  if (origin === undefined) return 'off';
  const { port, protocol } = new URL(origin);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
