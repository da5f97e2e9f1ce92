import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureTlsIdentity, type TlsIdentity } from '../../../src-main/http/tls/certificate-authority.ts';

const day = 24 * 60 * 60 * 1000;
const start = Date.parse('2026-03-01T12:00:00Z');

let folder: string;
let now: number;
const clock = () => now;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokenbench-tls-'));
  now = start;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ensure = () => ensureTlsIdentity(folder, clock);
const path = (name: string) => join(folder, 'tls', name);
const read = (name: string) => readFileSync(path(name), 'utf8');

/** The server's certificate is the authority's and the key's, and so it is on the disk. */
function expectSound(identity: TlsIdentity) {
  const authority = new X509Certificate(identity.caCertificate);
  const server = new X509Certificate(identity.cert);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.checkIssued(authority)).toBe(true);
  expect(Date.parse(server.validTo)).toBeGreaterThan(now);
  expect(read('ca.pem')).toBe(identity.caCertificate);
  expect(read('server.pem')).toBe(identity.cert);
  expect(read('server-key.pem')).toBe(identity.key);
}

describe('the first start', () => {
  it('makes the authority and says so', async () => {
    const identity = await ensure();
    expect(identity.authorityIsNew).toBe(true);
    expect(identity.caCertificatePath).toBe(path('ca.pem'));
    expectSound(identity);
  });

  it('leaves four files and nothing else', async () => {
    await ensure();
    expect(readdirSync(join(folder, 'tls')).sort()).toEqual(['ca-key.pem', 'ca.pem', 'server-key.pem', 'server.pem']);
  });

  it.skipIf(process.platform === 'win32')('keeps the folder and the keys for this user only', async () => {
    await ensure();
    const mode = (name: string) => (statSync(path(name)).mode & 0o777).toString(8);
    expect(mode('.')).toBe('700');
    expect(mode('ca-key.pem')).toBe('600');
    expect(mode('server-key.pem')).toBe('600');
    expect(mode('ca.pem')).toBe('644');
    expect(mode('server.pem')).toBe('644');
  });

  it('makes the folder it is given where there is none', async () => {
    const identity = await ensureTlsIdentity(join(folder, 'not', 'yet'), clock);
    expect(identity.caCertificatePath).toBe(join(folder, 'not', 'yet', 'tls', 'ca.pem'));
  });

  it('names the authority so that two of them can be told apart', async () => {
    const names = [await ensure(), await ensureTlsIdentity(undefined, clock)].map(
      ({ caCertificate }) => new X509Certificate(caCertificate).subject,
    );
    expect(names[0]).toMatch(/^CN=Tokenbench local CA [0-9a-f]{8}$/);
    expect(names[0]).not.toBe(names[1]);
  });

  it('gives the authority ten years and the server no more than browsers take', async () => {
    const identity = await ensure();
    const length = (pem: string) => {
      const { validFrom, validTo } = new X509Certificate(pem);
      return (Date.parse(validTo) - Date.parse(validFrom)) / day;
    };
    expect(Math.round(length(identity.caCertificate))).toBe(3652);
    expect(length(identity.cert)).toBeLessThanOrEqual(397);
    expect(length(identity.cert)).toBeGreaterThan(390);
  });

  it('names the file that cannot be written', async () => {
    writeFileSync(path('..').concat('/tls'), 'a file where the folder should be');
    await expect(ensure()).rejects.toThrow(path('ca.pem'));
  });
});

describe('a later start', () => {
  it('uses what is kept', async () => {
    const first = await ensure();
    now += 300 * day;
    expect(await ensure()).toEqual({ ...first, authorityIsNew: false });
  });

  it('does not need the key of the authority', async () => {
    const first = await ensure();
    rmSync(path('ca-key.pem'));
    expect(await ensure()).toEqual({ ...first, authorityIsNew: false });
  });

  it('does not load the certificate library', async () => {
    const load = () =>
      spawnSync(
        process.execPath,
        [
          '--input-type=module',
          '--eval',
          `import { createRequire } from 'node:module';
           import { ensureTlsIdentity } from './src-main/http/tls/certificate-authority.ts';
           await ensureTlsIdentity(${JSON.stringify(folder)}, Date.now);
           const paths = Object.keys(createRequire(import.meta.url).cache);
           console.log(paths.some((path) => path.includes('@peculiar')));`,
        ],
        { encoding: 'utf8' },
      ).stdout;
    expect(load()).toBe('true\n');
    expect(load()).toBe('false\n');
  });
});

describe('the server certificate', () => {
  const lifetime = 397 * day;

  it('is kept until a week before it expires', async () => {
    const first = await ensure();
    now = start + lifetime - 8 * day;
    expect((await ensure()).cert).toBe(first.cert);
  });

  it.each([
    ['less than a week before it expires', lifetime - 6 * day],
    ['after it expired', lifetime + 30 * day],
    ['where the clock stands before its first day', -30 * day],
  ])('is made anew %s, by the same authority', async (_when, later) => {
    const first = await ensure();
    now = start + later;
    const second = await ensure();
    expect(second.cert).not.toBe(first.cert);
    expect(second).toMatchObject({ caCertificate: first.caCertificate, authorityIsNew: false });
    expectSound(second);
  });

  it('never outlives the authority', async () => {
    await ensure();
    now = start + 3640 * day;
    const { cert, caCertificate } = await ensure();
    expect(new X509Certificate(cert).validTo).toBe(new X509Certificate(caCertificate).validTo);
  });

  it.each(['server.pem', 'server-key.pem'])('is made anew where %s is damaged, empty or gone', async (name) => {
    const first = await ensure();
    for (const damage of [
      () => writeFileSync(path(name), read(name).slice(0, 100)),
      () => writeFileSync(path(name), ''),
      () => rmSync(path(name)),
    ]) {
      damage();
      const next = await ensure();
      expect(next).toMatchObject({ caCertificate: first.caCertificate, authorityIsNew: false });
      expectSound(next);
    }
  });

  it.each([
    ['its key is another one', ['server-key.pem']],
    ['another authority issued it', ['server.pem', 'server-key.pem']],
  ])('is made anew where %s', async (_why, foreignFiles) => {
    const first = await ensure();
    const foreign = await ensureTlsIdentity(undefined, clock);
    for (const name of foreignFiles) {
      writeFileSync(path(name), name === 'server.pem' ? foreign.cert : foreign.key);
    }
    const second = await ensure();
    expect(second).toMatchObject({ caCertificate: first.caCertificate, authorityIsNew: false });
    expectSound(second);
  });
});

describe('the authority', () => {
  it('is made anew once it has expired, and says so', async () => {
    const first = await ensure();
    now = start + 3653 * day;
    const second = await ensure();
    expect(second.authorityIsNew).toBe(true);
    expect(second.caCertificate).not.toBe(first.caCertificate);
    expectSound(second);
  });

  it.each([
    ['gone', () => rmSync(path('ca.pem'))],
    ['damaged', () => writeFileSync(path('ca.pem'), read('ca.pem').slice(0, 200))],
    ['a certificate that may sign nothing', () => writeFileSync(path('ca.pem'), read('server.pem'))],
  ])('is made anew where ca.pem is %s', async (_what, damage) => {
    await ensure();
    damage();
    const second = await ensure();
    expect(second.authorityIsNew).toBe(true);
    expectSound(second);
  });

  it.each([
    ['gone', () => rmSync(path('ca-key.pem'))],
    ['damaged', () => writeFileSync(path('ca-key.pem'), 'damaged')],
    ['of something else', () => writeFileSync(path('ca-key.pem'), read('server-key.pem'))],
  ])('is made anew where it must sign and its key is %s', async (_what, damage) => {
    await ensure();
    damage();
    now += 395 * day;
    const second = await ensure();
    expect(second.authorityIsNew).toBe(true);
    expectSound(second);
  });

  it('is not replaced where its file is there but cannot be read', async () => {
    mkdirSync(path('ca.pem'), { recursive: true });
    await expect(ensure()).rejects.toThrow(path('ca.pem'));
  });
});

describe('without a folder', () => {
  it('makes everything in memory, each time anew', async () => {
    const first = await ensureTlsIdentity(undefined, clock);
    const second = await ensureTlsIdentity(undefined, clock);
    expect(first).toMatchObject({ caCertificatePath: undefined, authorityIsNew: true });
    expect(second.caCertificate).not.toBe(first.caCertificate);
    expect(readdirSync(folder)).toEqual([]);
  });
});
