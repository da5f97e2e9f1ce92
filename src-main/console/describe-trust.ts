/** Who trusts the local authority, as far as that can be known: most programs tell only by coming, or by breaking off. */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import type { NetworkView, TrustView } from '../contract/methods/network.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';

/** Bundles that the usual distributions write from their store. */
const linuxBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Exchanges looked at, newest first, and programs named. */
const mostExchanges = 2_000;
const mostPrograms = 8;

export function describeAuthority(pem: string): Omit<NonNullable<NetworkView['authority']>, 'path'> {
  const { subject, validTo, fingerprint256 } = new X509Certificate(pem);
  return {
    pem,
    name: subject.replace(/^CN=/, ''),
    expires: new Date(validTo).toISOString(),
    fingerprint: fingerprint256,
  };
}

export function describeTrust({ tenant, doors, certificateRefusals }: TenantRuntime): TrustView {
  const { count, last } = certificateRefusals;
  const { httpsOrigin } = doors ?? {};
  return {
    system: describeSystem(doors?.tls?.caCertificate),
    seen: httpsOrigin === undefined ? [] : programsAt(new URL(httpsOrigin).port, tenant.traffic.newestFirst()),
    refused: { count, ...(last === undefined ? {} : { last: new Date(last).toISOString() }) },
  };
}

function describeSystem(pem: string | undefined): TrustView['system'] {
  if (pem === undefined) return { state: 'unknown', note: 'There is no authority yet.' };
  if (process.platform === 'linux') return describeLinux(pem);
  // Node reads the store once in a process.
  const found = readSystemStore();
  if (found === undefined) return { state: 'unknown', note: 'This version of Node.js cannot read the system’s store.' };
  const note = 'As the system’s store was when Tokenbench first looked; a change is seen after a restart.';
  return { state: found.some((one) => isSame(one, pem)) ? 'trusted' : 'not_trusted', note };
}

function describeLinux(pem: string): TrustView['system'] {
  const bundle = linuxBundles.find((path) => existsSync(path));
  if (bundle === undefined)
    return { state: 'unknown', note: 'This system has no bundle of certificates at a usual place.' };
  try {
    const isIn = readFileSync(bundle, 'utf8').replaceAll(/\s/g, '').includes(pem.replaceAll(/\s/g, ''));
    return {
      state: isIn ? 'trusted' : 'not_trusted',
      note: `Looked in ${bundle}. Browsers here have lists of their own.`,
    };
  } catch (error) {
    return {
      state: 'unknown',
      note: `${bundle} cannot be read: ${error instanceof Error ? error.message : 'unknown why'}.`,
    };
  }
}

/** Node 22.15 and newer. */
function readSystemStore(): string[] | undefined {
  return 'getCACertificates' in tls ? tls.getCACertificates('system') : undefined;
}

function isSame(one: string, other: string): boolean {
  return one.replaceAll(/\s/g, '') === other.replaceAll(/\s/g, '');
}

function programsAt(
  port: string,
  exchanges: Iterable<{ hostname: string; user_agent: string; date: string }>,
): TrustView['seen'] {
  const seen = new Map<string, string>();
  let looked = 0;
  for (const { hostname, user_agent, date } of exchanges) {
    looked += 1;
    if (looked > mostExchanges || seen.size >= mostPrograms) break;
    if (!hostname.endsWith(`:${port}`)) continue;
    const program = user_agent === '' ? 'a program without a name' : user_agent;
    if (!seen.has(program)) seen.set(program, date);
  }
  return [...seen].map(([program, last]) => ({ program, last }));
}
