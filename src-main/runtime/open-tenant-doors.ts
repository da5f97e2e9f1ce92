import { createHttpServer } from '../http/create-http-server.ts';
import { type Doors, openDoors } from '../http/listen.ts';
import type { TlsIdentity } from '../http/tls/certificate-authority.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { clock } from './open-tenant.ts';

export interface DoorPorts {
  /** 0 takes any free one; `off` leaves the door closed. */
  port: number | 'off';
  httpsPort: number | 'off';
}

export interface DoorsOptions extends DoorPorts {
  /** Where to listen instead of loopback: an address of this machine, or 0.0.0.0 for all of them. */
  listen?: string | undefined;
  /** Keeps the certificates; without one they are made for this run. */
  folder: string | undefined;
  /** Requests a second that the Management API takes. */
  rateLimit?: number | undefined;
  /** The key to `/_tokenbench/`. */
  controlToken: string;
  /** Certificates of this run, once they were made. */
  tls?: TlsIdentity | undefined;
  /** Hears of each client that does not trust the certificate. */
  onCertificateRefused?: (() => void) | undefined;
  report(message: string): void;
}

export interface TenantDoors extends Doors {
  tls: TlsIdentity | undefined;
}

/** The tenant at its addresses. @throws PortTakenError, and then no door is open */
export async function openTenantDoors(tenant: Tenant, options: DoorsOptions): Promise<TenantDoors> {
  const { port, httpsPort, listen, folder, rateLimit, controlToken, onCertificateRefused, report } = options;
  const tls =
    options.tls ?? (httpsPort === 'off' ? undefined : await readTlsIdentity(folder, tenant.origins.hostNames));
  const app = createHttpServer(tenant, {
    rateLimit,
    controlToken,
    report: (error) => report(`A request failed by a fault of Tokenbench: ${error.stack ?? error.message}`),
  });
  return { ...(await openDoors(app, tenant, { port, httpsPort, listen, identity: tls, onCertificateRefused })), tls };
}

async function readTlsIdentity(folder: string | undefined, hostNames: readonly string[]): Promise<TlsIdentity> {
  const { ensureTlsIdentity } = await import('../http/tls/certificate-authority.ts');
  return ensureTlsIdentity(folder, clock, hostNames);
}
