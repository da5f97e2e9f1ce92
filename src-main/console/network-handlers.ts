/** Handlers for the tenant's addresses: what is open, whether a port could be, and opening others. */
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { NetworkView, networkMethods } from '../contract/methods/network.ts';
import { findFreePort } from '../runtime/find-free-port.ts';
import type { DoorPorts } from '../runtime/open-tenant-doors.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import { ConsoleError } from './console-error.ts';

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
        message: `Another program listens at port ${port}.`,
        ...(freePort === undefined ? {} : { freePort }),
      };
    },
    'network.change': async (wanted) => {
      if (wanted.port === 'off' && wanted.httpsPort === 'off') {
        throw new ConsoleError(
          'not_available',
          'With both addresses off nothing could reach the tenant. Leave one open.',
        );
      }
      if (wanted.port === wanted.httpsPort) {
        throw new ConsoleError('port_taken', 'HTTP and HTTPS cannot share a port. Choose two.');
      }
      const own = openPorts(runtime);
      for (const port of [wanted.port, wanted.httpsPort]) {
        if (port === 'off' || own.includes(port)) continue;
        if ((await findFreePort(port)) !== port) {
          throw new ConsoleError('port_taken', `Another program listens at port ${port}. Choose another.`);
        }
      }
      return openOrGoBack(runtime, wanted);
    },
  };
}

/** What was open stays open where the new ports cannot be had after all. */
async function openOrGoBack(runtime: TenantRuntime, wanted: DoorPorts) {
  const before = runtime.doors && doorPorts(runtime.doors);
  const status = await runtime.start(wanted);
  if (status.state === 'running' || before === undefined) return status;
  await runtime.start(before);
  throw new ConsoleError(
    status.problem?.code === 'port_taken' ? 'port_taken' : 'not_available',
    `${status.problem?.message ?? 'The addresses could not be opened.'} The ones before are open again.`,
  );
}

function showNetwork({ doors, tenant }: TenantRuntime): NetworkView {
  const { fixedIssuer } = tenant.origins;
  const tls = doors?.tls;
  return {
    ...(doors === undefined ? {} : doorPorts(doors)),
    ...(fixedIssuer === undefined ? {} : { fixedIssuer }),
    ...(tls === undefined
      ? {}
      : {
          authority: {
            pem: tls.caCertificate,
            ...(tls.caCertificatePath === undefined ? {} : { path: tls.caCertificatePath }),
          },
        }),
  };
}

type Doors = Pick<NonNullable<TenantRuntime['doors']>, 'httpOrigin' | 'httpsOrigin'>;

function doorPorts({ httpOrigin, httpsOrigin }: Doors): DoorPorts {
  return { port: portOf(httpOrigin), httpsPort: portOf(httpsOrigin) };
}

function openPorts({ doors }: TenantRuntime): number[] {
  if (doors === undefined) return [];
  const { port, httpsPort } = doorPorts(doors);
  return [port, httpsPort].filter((open) => open !== 'off');
}

/** A URL leaves out the usual port of its scheme. */
function portOf(origin: string | undefined): number | 'off' {
  if (origin === undefined) return 'off';
  const { port, protocol } = new URL(origin);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
