/**
 * The certificate authority of this machine, made on first use, and the server certificate it issues. Whoever trusts
 * `ca.pem` should have to do so once: the authority stays as long as it can, the server certificate comes and goes.
 */
import { join } from 'node:path';
import { isAuthority, isAuthorityKey, isServerIdentity, type PemPair, withHostNames } from './check-certificates.ts';
import { memoryOnly, openTlsFiles, type TlsFiles } from './tls-files.ts';

export interface TlsIdentity {
  /** Private key of the server, PKCS #8 PEM. */
  key: string;
  /** Certificate of the server, PEM. */
  cert: string;
  /** What a client must trust, PEM. */
  caCertificate: string;
  /** Where that is kept; undefined where nothing is. */
  caCertificatePath: string | undefined;
  /** Made just now, so that nobody trusts it yet. */
  authorityIsNew: boolean;
}

/**
 * The key and certificates for `https://localhost`, kept in `{folder}/tls`, or only in memory without a folder.
 *
 * What is kept is used again. The server certificate is made anew a week before it expires and where it is damaged or
 * does not belong to its key or the authority; the authority where it is missing, damaged or expired, or where it must
 * sign and its key cannot.
 *
 * @param clock milliseconds since the epoch
 * @param hostNames names beside localhost; those outside `.localhost` need an authority of their own, since the one of this
 * machine may sign for no others
 * @throws Error that names the file which cannot be read or written
 */
export async function ensureTlsIdentity(
  folder: string | undefined,
  clock: () => number,
  hostNames: readonly string[] = [],
): Promise<TlsIdentity> {
  const now = clock();
  const names = withHostNames(hostNames);
  const foreign = hostNames.filter((name) => !name.endsWith('.localhost'));
  const { files, caCertificatePath } = placeOf(folder, foreign);

  const keptAuthority = files.read('ca.pem');
  const authorityStands = isAuthority(keptAuthority, now);
  if (authorityStands) {
    const kept = { key: files.read('server-key.pem'), cert: files.read('server.pem') };
    if (isServerIdentity(kept, keptAuthority, now, names)) {
      return { ...kept, caCertificate: keptAuthority, caCertificatePath, authorityIsNew: false };
    }
  }

  const { createAuthority, issueServerCertificate } = await import('./issue-certificates.ts');
  const keptKey = files.read('ca-key.pem');
  const authorityIsNew = !authorityStands || !isAuthorityKey(keptKey, keptAuthority);
  const authority = authorityIsNew ? await createAuthority(now, foreign) : { key: keptKey, cert: keptAuthority };
  const server = await issueServerCertificate(authority, now, names);
  if (authorityIsNew) keepAuthority(files, authority);
  keepServer(files, server);
  return { ...server, caCertificate: authority.cert, caCertificatePath, authorityIsNew };
}

/**
 * Another authority and another server certificate in the place of those that are kept. Whoever trusted the one before
 * has to be told again.
 *
 * @param clock milliseconds since the epoch
 * @throws Error that names the file which cannot be written
 */
export async function renewTlsIdentity(
  folder: string | undefined,
  clock: () => number,
  hostNames: readonly string[] = [],
): Promise<TlsIdentity> {
  const foreign = hostNames.filter((name) => !name.endsWith('.localhost'));
  const { files, caCertificatePath } = placeOf(folder, foreign);
  const { createAuthority, issueServerCertificate } = await import('./issue-certificates.ts');
  const now = clock();
  const authority = await createAuthority(now, foreign);
  const server = await issueServerCertificate(authority, now, withHostNames(hostNames));
  keepAuthority(files, authority);
  keepServer(files, server);
  return { ...server, caCertificate: authority.cert, caCertificatePath, authorityIsNew: true };
}

function placeOf(
  folder: string | undefined,
  foreign: readonly string[],
): { files: TlsFiles; caCertificatePath: string | undefined } {
  if (folder === undefined) return { files: memoryOnly, caCertificatePath: undefined };
  const place = foreign.length === 0 ? join(folder, 'tls') : join(folder, 'tls', `for-${foreign.toSorted().join('-')}`);
  return { files: openTlsFiles(place), caCertificatePath: join(place, 'ca.pem') };
}

function keepAuthority(files: TlsFiles, { key, cert }: PemPair): void {
  files.write('ca-key.pem', key);
  files.write('ca.pem', cert);
}

function keepServer(files: TlsFiles, { key, cert }: PemPair): void {
  files.write('server-key.pem', key);
  files.write('server.pem', cert);
}
