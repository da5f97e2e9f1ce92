/** The nonce that a host may put into the page, so that its style-src needs no 'unsafe-inline'. */
import { setNonce } from 'get-nonce';

const placeholder = 'TOKENBENCH_CSP_NONCE';

/** @returns undefined where the host left the build's placeholder as it is. */
export function readStyleNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce === placeholder || nonce === '' ? undefined : nonce;
}

/** Hands the nonce to the part of the dialogs that finds it nowhere else. */
export function adoptStyleNonce(): void {
  const nonce = readStyleNonce();
  if (nonce !== undefined) setNonce(nonce);
}
