/** Opens the tenant of the data folder; where that fails, the person hears why and may try again. */
import { dialog } from 'electron';
import { answerControlRequest } from '../runtime/answer-control-request.ts';
import { openTenantRuntime, type TenantRuntime } from '../runtime/tenant-runtime.ts';
import { StoreError } from '../store/store-error.ts';
import type { DesktopOptions } from './desktop-options.ts';
import type { Vault } from './vault.ts';

export interface DesktopTenantOptions extends Pick<DesktopOptions, 'port' | 'httpsPort'> {
  folder: string;
  vault: Vault | undefined;
  /** Whether to encrypt what is kept, where there is a vault. */
  seal: boolean;
  report(message: string): void;
}

/** @returns the tenant with its doors still closed, or undefined where the person gave up. */
export async function openDesktopTenant(options: DesktopTenantOptions): Promise<TenantRuntime | undefined> {
  for (;;) {
    try {
      return await openAnsweringTenant(options);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: 'Tokenbench cannot open its data folder',
        detail: error.message,
        buttons: ['Try again', 'Quit'],
        defaultId: 0,
        cancelId: 1,
      });
      if (response === 1) return undefined;
    }
  }
}

/** The command, such as `tokenbench token`, asks whoever holds the folder. */
function openAnsweringTenant(options: DesktopTenantOptions): Promise<TenantRuntime> {
  const { folder, port, httpsPort, report, vault, seal } = options;
  const opened: Promise<TenantRuntime> = openTenantRuntime({
    data: folder,
    port,
    httpsPort,
    sample: true,
    report,
    storeOptions: { vault, seal },
    async answer(request) {
      const runtime = await opened;
      const { issuer } = runtime.status();
      if (issuer === undefined) throw new Error('The tenant is stopped. Start it in the window of Tokenbench.');
      return answerControlRequest(request, { tenant: runtime.tenant, issuer, controlToken: runtime.controlToken });
    },
  });
  return opened;
}
