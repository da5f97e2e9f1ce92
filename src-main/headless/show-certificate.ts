import type { TlsIdentity } from '../http/tls/certificate-authority.ts';

/** Where clients find the certificate to trust. The one of an ephemeral tenant is lent to them in a file of its own. */
export async function showCertificate(
  tls: TlsIdentity | undefined,
): Promise<{ path: string; remove(): void } | undefined> {
  if (tls === undefined) return undefined;
  if (tls.caCertificatePath !== undefined) return { path: tls.caCertificatePath, remove: () => undefined };
  const { lendCertificate } = await import('./lend-certificate.ts');
  return lendCertificate(tls.caCertificate);
}
