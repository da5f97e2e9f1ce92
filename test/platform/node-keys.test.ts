import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { importJWK, importX509, jwtVerify, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createNodeKeys } from '../../src-main/platform/node-keys.ts';
import { hasProgram } from './find-program.ts';

const keys = createNodeKeys();
const generated = await keys.generateSigningKey('acme.localhost');
const other = await keys.generateSigningKey('other.localhost');
const openssl = hasProgram('openssl', 'version');

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });

const { d, p, q, dp, dq, qi } = other.privateJwk;
const mixedKey = createPrivateKey({ key: { ...generated.privateJwk, d, p, q, dp, dq, qi }, format: 'jwk' });

const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const spki = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('a generated signing key', () => {
  const certificate = new X509Certificate(generated.cert);

  it('has a self-signed certificate for its common name', () => {
    expect(certificate.subject).toBe('CN=acme.localhost');
    expect(certificate.issuer).toBe('CN=acme.localhost');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it('has a certificate that is valid for about fourteen years from now', () => {
    const years = (Date.parse(certificate.validTo) - Date.now()) / (365.25 * 24 * 60 * 60 * 1000);
    expect(years).toBeGreaterThan(13);
    expect(years).toBeLessThan(15);
    expect(Date.parse(certificate.validFrom)).toBeLessThanOrEqual(Date.now());
  });

  it('has a positive serial number of its own', async () => {
    expect(BigInt(`0x${certificate.serialNumber}`)).toBeGreaterThan(0n);
    expect(certificate.serialNumber).not.toBe(new X509Certificate(other.cert).serialNumber);
  });

  it('has 2048 bits and the exponent AQAB', () => {
    expect(generated.privateJwk).toMatchObject({ kty: 'RSA', e: 'AQAB' });
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  });

  it('holds exactly the members of a private RSA JWK', () => {
    expect(Object.keys(generated.privateJwk).sort()).toEqual(['d', 'dp', 'dq', 'e', 'kty', 'n', 'p', 'q', 'qi']);
  });

  it.each(['cert', 'pkcs7'] as const)('writes its %s as PEM of 64 columns with CRLF between the lines', (member) => {
    const label = member === 'cert' ? 'CERTIFICATE' : 'PKCS7';
    const lines = generated[member].split('\r\n');
    expect(lines.at(0)).toBe(`-----BEGIN ${label}-----`);
    expect(lines.at(-1)).toBe(`-----END ${label}-----`);
    expect(lines.slice(1, -2).every((line) => /^[A-Za-z0-9+/]{64}$/.test(line))).toBe(true);
    expect(generated[member].replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('names the SHA-1 of its certificate in two ways', () => {
    expect(generated.fingerprint).toBe(certificate.fingerprint);
    expect(generated.thumbprint).toBe(certificate.fingerprint.replaceAll(':', ''));
  });

  it('signs tokens that its certificate verifies', async () => {
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256' })
      .sign(await importJWK(generated.privateJwk, 'RS256'));
    await expect(jwtVerify(token, await importX509(generated.cert, 'RS256'))).resolves.toBeDefined();
    await expect(jwtVerify(token, await importX509(other.cert, 'RS256'))).rejects.toThrow();
  });

  it('keeps a common name with commas and equals signs in one attribute', async () => {
    const { cert } = await keys.importSigningKey(pkcs8, 'a, O=b+c');
    expect(keys.readPublicKey(cert).certificate?.subject.split('\n')).toHaveLength(1);
  });

  it.runIf(openssl)('has a PKCS #7 bundle in which OpenSSL finds the certificate', () => {
    const printed = execFileSync('openssl', ['pkcs7', '-print_certs'], { input: generated.pkcs7, encoding: 'utf8' });
    expect(new X509Certificate(printed.slice(printed.indexOf('-----BEGIN'))).fingerprint256).toBe(
      certificate.fingerprint256,
    );
  });

  it.runIf(openssl)('is signed with SHA-256 in the eyes of OpenSSL', () => {
    const printed = execFileSync('openssl', ['x509', '-noout', '-text'], { input: generated.cert, encoding: 'utf8' });
    expect(printed).toContain('Signature Algorithm: sha256WithRSAEncryption');
  });
});

describe('an imported signing key', () => {
  it.each([
    ['PKCS #8', pkcs8],
    ['PKCS #1', pkcs1],
    ['PKCS #8 with CRLF and white space around it', `\r\n  ${pkcs8.replaceAll('\n', '\r\n  ')}\t\n`],
  ])('is read from %s', async (_form, pem) => {
    const imported = await keys.importSigningKey(pem, 'acme.localhost');
    expect(imported.privateJwk).toEqual(rsa.privateKey.export({ format: 'jwk' }));
    const certificate = new X509Certificate(imported.cert);
    expect(certificate.checkPrivateKey(rsa.privateKey)).toBe(true);
    expect(certificate.subject).toBe('CN=acme.localhost');
  });

  it('keeps the certificate it is given, with the line ends of the service', async () => {
    const first = await keys.importSigningKey(pkcs8, 'first.localhost');
    const again = await keys.importSigningKey(pkcs1, 'second.localhost', first.cert.replaceAll('\r\n', '\n'));
    expect(again).toEqual(first);
  });

  it('refuses the certificate of another key', async () => {
    await expect(keys.importSigningKey(pkcs8, 'acme.localhost', other.cert)).rejects.toThrow(/belongs to another key/);
  });

  it.each([
    ['text', 'no certificate'],
    ['a public key', spki],
    ['a damaged certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('refuses %s as certificate', async (_what, cert) => {
    await expect(keys.importSigningKey(pkcs8, 'acme.localhost', cert)).rejects.toThrow(/certificate .* cannot be read/);
  });

  it.each([
    ['an RSA key of 1024 bits', small.privateKey.export({ type: 'pkcs8', format: 'pem' }), /RSA key of 1024 bits/],
    ['an EC key', ec.privateKey.export({ type: 'pkcs8', format: 'pem' }), /is of type ec\./],
    ['an EC key in SEC 1', ec.privateKey.export({ type: 'sec1', format: 'pem' }), /is of type ec\./],
    ['an RSA-PSS key', pss.privateKey.export({ type: 'pkcs8', format: 'pem' }), /is of type rsa-pss\./],
    ['a public key', spki, /given as PUBLIC KEY, which holds no private key/],
    ['a certificate', generated.cert, /given as CERTIFICATE, which holds no private key/],
    ['a JWK', JSON.stringify(rsa.privateKey.export({ format: 'jwk' })), /is not PEM/],
    ['nothing', '', /is not PEM/],
    [
      'an encrypted key',
      rsa.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }),
      /is encrypted.*openssl pkey/,
    ],
    [
      'an encrypted key in PKCS #1',
      rsa.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }),
      /is encrypted.*openssl pkey/,
    ],
    ['a damaged key', pkcs8.replace(/\n.{64}\n/, '\n'), /damaged/],
    ['a key whose numbers do not belong together', mixedKey.export({ type: 'pkcs8', format: 'pem' }), /damaged/],
  ])('is refused where it is %s, with what is needed and none of what was given', async (_what, pem, message) => {
    const given = pem.toString();
    const refusal: unknown = await keys.importSigningKey(given, 'acme.localhost').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Error);
    const text = String(refusal);
    expect(text).toMatch(message);
    expect(text).toContain('at least 2048 bits');
    for (const line of given.split('\n').filter((part) => part.length >= 16 && !part.startsWith('-----'))) {
      expect(text).not.toContain(line);
    }
  });
});

describe('a public key', () => {
  const expected = { n: generated.privateJwk.n, e: 'AQAB', kty: 'RSA' };
  const key = createPublicKey(new X509Certificate(generated.cert).publicKey.export({ type: 'spki', format: 'pem' }));

  it.each([
    ['SPKI', key.export({ type: 'spki', format: 'pem' }).toString()],
    ['PKCS #1', key.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['a certificate', generated.cert],
  ])('is read from %s, whatever the line ends and white space around it', (_form, pem) => {
    const lines = pem.trim().split(/\r?\n/);
    for (const text of [lines.join('\n'), lines.join('\r\n'), lines.join('\r'), `\n\t ${lines.join('\n   ')} \r\n\n`]) {
      const facts = keys.readPublicKey(text);
      expect(facts.jwk).toEqual(expected);
      expect(facts.modulusLength).toBe(2048);
      expect(createPublicKey(facts.spki).equals(key)).toBe(true);
    }
  });

  it('comes with the facts of its certificate', () => {
    const certificate = new X509Certificate(generated.cert);
    expect(keys.readPublicKey(generated.cert).certificate).toEqual({
      notAfter: new Date(certificate.validTo).toISOString(),
      thumbprintSha256: Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
      subject: 'CN=acme.localhost',
    });
  });

  it('has no certificate facts where no certificate was given', () => {
    expect(keys.readPublicKey(spki)).not.toHaveProperty('certificate');
  });

  it('agrees with what jose reads from the certificate', async () => {
    const fromCertificate = await importX509(generated.cert, 'RS256', { extractable: true });
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256' })
      .sign(await importJWK(generated.privateJwk, 'RS256'));
    await expect(jwtVerify(token, fromCertificate)).resolves.toBeDefined();
    await expect(
      jwtVerify(token, await importJWK(keys.readPublicKey(generated.cert).jwk, 'RS256')),
    ).resolves.toBeDefined();
  });

  it('may be of an elliptic curve', () => {
    const facts = keys.readPublicKey(ec.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    expect(facts.jwk).toMatchObject({ kty: 'EC', crv: 'P-256' });
    expect(facts.modulusLength).toBeUndefined();
  });

  it.each([
    ['PKCS #8', pkcs8],
    ['PKCS #1', pkcs1],
    ['SEC 1', ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString()],
    ['a file with its certificate before it', `${generated.cert}\n${pkcs8}`],
  ])('is refused where a private key is given as %s', (_form, pem) => {
    expect(() => keys.readPublicKey(pem)).toThrow(/private key.*openssl pkey .*-pubout/);
  });

  it.each([
    ['text', 'ssh-rsa AAAAB3NzaC1yc2E', /not PEM/],
    ['nothing', '', /not PEM/],
    ['another kind of PEM', generated.pkcs7, /This is PKCS7 in PEM/],
    ['a damaged key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', /damaged/],
    ['a damaged certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', /damaged/],
    ['an RSA-PSS key', pss.publicKey.export({ type: 'spki', format: 'pem' }).toString(), /rsa-pss/],
  ])('is refused where it is %s', (_what, pem, message) => {
    expect(() => keys.readPublicKey(pem)).toThrow(message);
  });
});

describe('comparing secrets', () => {
  it.each([
    ['secret', 'secret', true],
    ['secret', 'secreT', false],
    ['secret', 'secret ', false],
    ['', 'secret', false],
    ['', '', true],
    ['gr\u00fcn', 'gru\u0308n', false],
  ])('%j and %j: %s', (given, expected, equal) => {
    expect(keys.equalSecrets(given, expected)).toBe(equal);
  });
});

describe('the certificate library', () => {
  const load = (code: string) =>
    spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { createRequire } from 'node:module';
         import { createNodeKeys } from './src-main/platform/node-keys.ts';
         const keys = createNodeKeys();
         ${code}
         const loaded = Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('@peculiar'));
         console.log(JSON.stringify({ loaded, metadata: 'getMetadata' in Reflect }));`,
      ],
      { encoding: 'utf8' },
    ).stdout;

  it('is not loaded to read keys', () => {
    expect(load(`keys.readPublicKey(${JSON.stringify(generated.cert)});`)).toBe('{"loaded":false,"metadata":false}\n');
  });
});
