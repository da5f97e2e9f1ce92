/** A tenant without a window: core, HTTP server, certificates and addresses put together, for the command and the library. */
import type { TlsIdentity } from '../http/tls/certificate-authority.ts';
import { endCheckRuns } from '../runtime/api-check/open-check-runs.ts';
import { choosePorts, type GivenPorts } from '../runtime/choose-ports.ts';
import { type Closing, createClosing } from '../runtime/closing.ts';
import { openControlToken } from '../runtime/control-token.ts';
import { describeTenant, type TenantDescription } from '../runtime/describe-tenant.ts';
import { type ControlAnswer, openTenant, type TenantSource } from '../runtime/open-tenant.ts';
import { openTenantDoors } from '../runtime/open-tenant-doors.ts';
import type { Tenant } from '../tenant/create-tenant.ts';

export interface HeadlessOptions extends TenantSource, GivenPorts {
  /** Requests a second that the Management API takes. */
  rateLimit?: number | undefined;
  /** Where to listen instead of loopback. */
  listen?: string | undefined;
}

export interface HeadlessTenant extends TenantDescription {
  tenant: Tenant;
  tls: TlsIdentity | undefined;
  /** The key to `/_tokenbench/`. */
  controlToken: string;
  /** Lets requests in flight end, for up to two seconds. Does nothing the second time. */
  close(): Promise<void>;
}

/**
 * Resolves when the tenant answers at its addresses. Where that fails, everything opened until then is closed again.
 * @throws PortTakenError, FolderInUseError, StoreError, SeedError
 */
export function startHeadless(options: HeadlessOptions): Promise<HeadlessTenant> {
  const started: Promise<HeadlessTenant> = start(options, async (request) => {
    const running = await started;
    const { answerControlRequest } = await import('../runtime/answer-control-request.ts');
    return answerControlRequest(request, running);
  });
  return started;
}

async function start(options: HeadlessOptions, answer: ControlAnswer): Promise<HeadlessTenant> {
  const closing = createClosing();
  try {
    return await open(options, answer, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function open(options: HeadlessOptions, answer: ControlAnswer, closing: Closing): Promise<HeadlessTenant> {
  const { data: folder, report = () => undefined } = options;
  const tenant = await openTenant(options, answer, closing);
  const kept = folder === undefined ? {} : (await import('../runtime/kept-ports.ts')).openKeptPorts(folder).read();
  const controlToken = openControlToken(folder);
  const doors = await openTenantDoors(tenant, {
    ...options,
    ...choosePorts(options, kept),
    folder,
    controlToken,
    report,
  });
  closing.add(() => doors.close());
  closing.add(() => endCheckRuns(tenant));
  return { ...describeTenant(tenant, doors), tenant, tls: doors.tls, controlToken, close: () => closing.close() };
}
