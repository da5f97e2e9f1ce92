/** Addresses that leave the application: https only, in the system's browser. */
import { shell } from 'electron';
import { TenantError } from '../tenant/tenant-error.ts';

/** The address in its normal form, or undefined where it may not be opened. */
export function readExternalAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  return url.href;
}

/** @throws TenantError where the address is not an https address. */
export async function openExternal(address: string): Promise<void> {
  const allowed = readExternalAddress(address);
  if (allowed === undefined) {
    const rule = 'Only https addresses without a user name are opened in the browser.';
    throw new TenantError('invalid_body', rule, { field: 'url' });
  }
  await shell.openExternal(allowed);
}
