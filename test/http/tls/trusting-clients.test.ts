/** Clients that verify certificates each in their own way, against a real HTTPS server. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, get, type Server } from 'node:https';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureTlsIdentity, type TlsIdentity } from '../../../src-main/http/tls/certificate-authority.ts';
import { hasProgram } from '../../platform/find-program.ts';

const run = promisify(execFile);
const openssl = hasProgram('openssl', 'version');
const python = hasProgram('python3', '--version');
const ipv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);
if (!ipv6) {
  console.warn('This machine has no ::1: the tests of https://[::1] are not run');
}
const addresses = [
  { host: 'localhost', bound: '127.0.0.1' },
  { host: '127.0.0.1', bound: '127.0.0.1' },
  ...(ipv6 ? [{ host: '[::1]', bound: '::1' }] : []),
];

let folder: string;
let identity: TlsIdentity;
let caPath: string;
const servers = new Map<string, Server>();

/** Of the environment only what finds programs: proxies and other trust stay out. */
const environment = { PATH: process.env.PATH };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tokenbench-tls-'));
  identity = await ensureTlsIdentity(folder, Date.now);
  caPath = join(folder, 'tls', 'ca.pem');
  for (const bound of new Set(addresses.map((address) => address.bound))) {
    const server = createServer({ key: identity.key, cert: identity.cert }, (_request, response) => {
      response.end('served');
    });
    await new Promise<void>((listening) => server.listen(0, bound, listening));
    servers.set(bound, server);
  }
});
afterAll(() => {
  for (const server of servers.values()) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true, force: true });
});

function addressOf(host: string, bound: string): string {
  const address = servers.get(bound)?.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error(`No server listens on ${bound}`);
  }
  return `https://${host}:${address.port}/`;
}

function fetchText(url: string, ca?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      response.setEncoding('utf8');
      response.on('data', resolve);
    }).on('error', reject);
  });
}

describe.each(addresses)('https://$host is trusted', ({ host, bound }) => {
  it('by the https client of Node with the authority', async () => {
    expect(await fetchText(addressOf(host, bound), identity.caCertificate)).toBe('served');
  });

  it('by fetch in a Node process with NODE_EXTRA_CA_CERTS', async () => {
    const code = 'console.log(await (await fetch(process.argv[1])).text())';
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code, addressOf(host, bound)], {
      env: { ...environment, NODE_EXTRA_CA_CERTS: caPath },
    });
    expect(stdout).toBe('served\n');
  });

  it.runIf(python)('by Python, with strict checks', async () => {
    const code = [
      'import ssl, sys, urllib.request',
      'context = ssl.create_default_context(cafile=sys.argv[2])',
      'context.verify_flags |= ssl.VERIFY_X509_STRICT',
      'print(urllib.request.urlopen(sys.argv[1], context=context).read().decode())',
    ].join('\n');
    const { stdout } = await run('python3', ['-c', code, addressOf(host, bound), caPath], { env: environment });
    expect(stdout.trim()).toBe('served');
  });
});

describe('the identity is refused', () => {
  it('by a client that does not know the authority', async () => {
    await expect(fetchText(addressOf('localhost', '127.0.0.1'))).rejects.toThrow(/certificate/);
  });

  it('by a client that trusts another authority', async () => {
    const other = await ensureTlsIdentity(undefined, Date.now);
    await expect(fetchText(addressOf('localhost', '127.0.0.1'), other.caCertificate)).rejects.toThrow(/certificate/);
  });
});

describe.runIf(openssl)('OpenSSL', () => {
  const verify = (...options: string[]) =>
    execFileSync(
      'openssl',
      ['verify', '-x509_strict', '-CAfile', caPath, ...options, join(folder, 'tls', 'server.pem')],
      {
        stdio: 'pipe',
        encoding: 'utf8',
      },
    );
  const print = (name: string) =>
    execFileSync('openssl', ['x509', '-in', join(folder, 'tls', name), '-noout', '-text'], { encoding: 'utf8' });

  it.each([
    ['-verify_hostname', 'localhost'],
    ['-verify_ip', '127.0.0.1'],
    ['-verify_ip', '::1'],
  ])('verifies the server certificate with %s %s', (option, name) => {
    expect(verify('-purpose', 'sslserver', option, name)).toMatch(/: OK\n$/);
  });

  it('does not verify it for another name or purpose', () => {
    expect(() => verify('-verify_hostname', 'acme.example')).toThrow(/ostname mismatch/);
    expect(() => verify('-purpose', 'sslclient')).toThrow(/purpose/);
  });

  it('reads an authority that may only sign certificates of servers directly below it', () => {
    const text = print('ca.pem');
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0\n/);
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    expect(text).toContain('Subject Key Identifier');
    expect(text).toContain('prime256v1');
    expect(text).toMatch(/Name Constraints: critical\s+Permitted:\s+DNS:localhost\s+IP:127\.0\.0\.0\/255\.0\.0\.0/);
  });

  it.each([
    ['DNS:localhost', 'sslserver', 'OK'],
    ['DNS:tenant.localhost', 'sslserver', 'OK'],
    ['DNS:bank.example', 'sslserver', 'permitted subtree violation'],
    ['DNS:notlocalhost', 'sslserver', 'permitted subtree violation'],
    ['email:ceo@bank.example', 'smimesign', 'unsuitable certificate purpose|permitted subtree violation'],
    ['email:ceo@bank.example', 'any', 'permitted subtree violation'],
    ['URI:https://bank.example/', 'any', 'permitted subtree violation'],
    ['DNS:localhost', 'smimesign', 'unsuitable certificate purpose'],
    ['DNS:localhost', 'sslclient', 'unsuitable certificate purpose'],
    ['DNS:localhost', 'timestampsign', 'unsuitable certificate purpose'],
  ])('judges a certificate for %s of whoever stole the key of the authority, as %s: %s', (name, purpose, verdict) => {
    const path = (file: string) => join(folder, `${name.replace(/\W/g, '-')}-${purpose}-${file}`);
    const openssl = (...options: string[]) => execFileSync('openssl', options, { stdio: 'pipe', encoding: 'utf8' });
    const subject = ['-subj', '/CN=thief', '-addext', `subjectAltName=${name}`];
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      path('key.pem'),
      ...subject,
      '-out',
      path('csr.pem'),
    );
    const authority = ['-CA', caPath, '-CAkey', join(folder, 'tls', 'ca-key.pem')];
    openssl(
      'x509',
      '-req',
      '-in',
      path('csr.pem'),
      ...authority,
      '-copy_extensions',
      'copy',
      '-days',
      '1',
      '-out',
      path('cert.pem'),
    );
    const check = () => openssl('verify', '-CAfile', caPath, '-purpose', purpose, path('cert.pem'));
    if (verdict === 'OK') expect(check()).toMatch(/: OK\n$/);
    else expect(check).toThrow(new RegExp(verdict));
  });

  it('reads a server certificate for this machine only', () => {
    const text = print('server.pem');
    expect(text).toMatch(/Subject: CN\s?=\s?localhost\n/);
    expect(text).toContain('DNS:localhost, DNS:*.localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1\n');
    expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\n/);
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature\n/);
    expect(text).toContain('Authority Key Identifier');
    expect(text).toContain('prime256v1');
  });
});
