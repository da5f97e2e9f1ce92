/** Opens the tenant's two doors on the loopback interface: HTTP, and HTTPS with a certificate of the local authority. */
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import { type AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Tenant } from '../tenant/create-tenant.ts';
import { recordUnreadable } from './record-unreadable.ts';
import type { TlsIdentity } from './tls/certificate-authority.ts';

export interface DoorOptions {
  /** 0 takes a free one; `off` leaves the door closed. */
  port: number | 'off';
  httpsPort: number | 'off';
  /** Where to listen instead of loopback. */
  listen?: string | undefined;
  /** Needed for the HTTPS door. */
  identity?: TlsIdentity | undefined;
  /** Hears of each client that broke off because it does not trust the certificate. */
  onCertificateRefused?: (() => void) | undefined;
}

export interface Doors {
  /** `http://localhost:4400` */
  httpOrigin: string | undefined;
  httpsOrigin: string | undefined;
  /** New connections to the HTTPS door get this certificate; those that are open go on. */
  presentCertificate(identity: TlsIdentity): void;
  /** Lets running requests finish, for two seconds at most. */
  close(): Promise<void>;
}

export class PortTakenError extends Error {
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is taken by another program. Stop it, or choose another port (0 takes a free one).`);
    this.name = 'PortTakenError';
    this.port = port;
  }
}

/** Both addresses of this machine; one without IPv6 has the first only, one without IPv4 the second. */
const loopbackAddresses = ['127.0.0.1', '::1'] as const;

/** Milliseconds a client may take for its headers and body, so that slow ones hold nothing up. */
const requestTimeout = 30_000;

/** A request without a Host header gets the answer to foreign hosts, not an empty one. */
const serverOptions = {
  requireHostHeader: false,
  // Node looks for late clients every 30 s otherwise, and says so to none of them.
  connectionsCheckingInterval: 5_000,
};

/** Milliseconds that running requests get to finish when the doors close. */
const patience = 2_000;

/** @throws {PortTakenError} and then no door is open */
export async function openDoors(app: FastifyInstance, tenant: Tenant, options: DoorOptions): Promise<Doors> {
  await app.ready();
  const opened: Server[] = [];
  const close = async () => {
    app.pauses.endAll();
    await Promise.all(opened.map(closeServer));
    await app.close();
  };
  try {
    const { port, httpsPort, listen: address, identity, onCertificateRefused = () => undefined } = options;
    const addresses = address === undefined ? loopbackAddresses : [address];
    const { hostNames } = tenant.origins;
    const httpPort =
      port === 'off'
        ? undefined
        : await openDoor(port, addresses, opened, app, tenant, () => createServer(serverOptions, app.listener));
    const tlsPort =
      httpsPort === 'off' || identity === undefined
        ? undefined
        : await openDoor(httpsPort, addresses, opened, app, tenant, () => {
            const server = createTlsServer({ ...serverOptions, key: identity.key, cert: identity.cert }, app.listener);
            return server.on('tlsClientError', (error) => {
              if (isCertificateRefusal(error)) onCertificateRefused();
            });
          });
    tenant.origins.open([...originsOf('http', httpPort, hostNames), ...originsOf('https', tlsPort, hostNames)]);
    return {
      httpOrigin: originsOf('http', httpPort, [])[0],
      httpsOrigin: originsOf('https', tlsPort, [])[0],
      presentCertificate({ key, cert }) {
        for (const server of opened) if (server instanceof TlsServer) server.setSecureContext({ key, cert });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same port on each loopback address, so that `localhost` works whichever a client tries first. */
async function openDoor(
  wanted: number,
  addresses: readonly string[],
  opened: Server[],
  app: FastifyInstance,
  { traffic }: Tenant,
  create: () => Server,
): Promise<number> {
  let port = wanted;
  const before = opened.length;
  for (const address of addresses) {
    const server = create();
    server.requestTimeout = requestTimeout;
    server.headersTimeout = requestTimeout;
    // What is no HTTP at all gets Fastify's answer in JSON, not Node's empty one.
    server.on('clientError', (error, socket) => {
      if (socket instanceof Socket) recordUnreadable(traffic, error, socket);
      app.server.emit('clientError', error, socket);
    });
    // RFC 9110 §10.1.1 lets a server pass over expectations it does not know; Node's own 417 has no body.
    server.on('checkExpectation', app.routing);
    try {
      port = await listen(server, port, address);
      opened.push(server);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      const isAbsent = addresses.length > 1 && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT');
      if (isAbsent && (address !== '::1' || opened.length > before)) continue;
      // A free IPv4 port may be taken on IPv6: with a port of our own choosing, IPv4 alone will do.
      if (wanted === 0 && address === '::1' && code === 'EADDRINUSE') continue;
      throw code === 'EADDRINUSE' ? new PortTakenError(port) : error;
    }
  }
  return port;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: host === '::1' }, () => {
      server.off('error', reject);
      resolve(portOf(server.address()));
    });
  });
}

/** Alerts by which a client says that it does not take the certificate: RFC 8446 §6.2. */
function isCertificateRefusal(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : '';
  return /ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)$/.test(code);
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens at no port.');
  return address.port;
}

function originsOf(scheme: 'http' | 'https', port: number | undefined, hostNames: readonly string[]): string[] {
  if (port === undefined) return [];
  return ['localhost', '127.0.0.1', '[::1]', ...hostNames].map((host) => `${scheme}://${host}:${port}`);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(giveUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}
