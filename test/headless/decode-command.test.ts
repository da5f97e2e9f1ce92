import { describe, expect, it } from 'vitest';
import { aSeed, ordersApi, secretApi } from './a-seed.ts';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder, writeTemporaryFile } from './temporary-folder.ts';

const httpOnly = ['--port', '0', '--https-port', 'off'];

async function aRunningTenant(): Promise<string> {
  const data = makeTemporaryFolder();
  const seed = writeTemporaryFile('seed.json', JSON.stringify(aSeed()));
  await serve([...httpOnly, '--data', data, '--seed', seed]);
  return data;
}

/** One part of a token. */
function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function aToken(data: string, audience: string): Promise<string> {
  const { stdout } = await runCommand(['token', '--client', 'Shipping', '--audience', audience, '--data', data]);
  return stdout.trim();
}

describe('decode', () => {
  it('prints header, payload, times and the verdict of a token of a running tenant', async () => {
    const data = await aRunningTenant();
    const token = await aToken(data, ordersApi);
    const { code, stdout } = await runCommand(['decode', token, '--data', data]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Header\n {2}\{\n {4}"alg": "RS256",\n/);
    expect(stdout).toContain('\nPayload\n  {\n');
    expect(stdout).toContain('    "scope": "read:orders"');
    expect(stdout).toMatch(
      /^Times\n {2}iat {7}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC .*\n {2}exp .* in (23 hours|1 day)$/m,
    );
    expect(stdout).toMatch(/^Signature\n {2}Signature verified with the tenant's current key [\w-]+\.\n$/m);
  });

  it('reads the token from standard input, with what a copy brings along', async () => {
    const data = await aRunningTenant();
    const token = await aToken(data, ordersApi);
    const { code, stdout } = await runCommand(['decode', '-', '--data', data], { input: `  "Bearer ${token}",\n` });
    expect(code).toBe(0);
    expect(stdout).toContain('Signature verified');
  });

  it('verifies HS256 with the secret of the API that the token is for', async () => {
    const data = await aRunningTenant();
    const { code, stdout } = await runCommand(['decode', await aToken(data, secretApi), '--data', data]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Signature verified with the signing secret of the API ${secretApi}.`);
    expect(stdout).not.toContain('a secret of sixteen');
  });

  it('says that a signature is wrong, with the key it was checked with', async () => {
    const data = await aRunningTenant();
    const [header, , signature] = (await aToken(data, ordersApi)).split('.');
    const payload = Buffer.from(JSON.stringify({ aud: ordersApi, scope: 'write:orders' })).toString('base64url');
    const { code, stdout } = await runCommand(['decode', `${header}.${payload}.${signature}`, '--data', data]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/Signature does not match the tenant's current key [\w-]+: the token was altered/);
  });

  it.each([
    ['a key that the tenant does not have', { alg: 'HS256', kid: 'other' }, 'names no API (aud)'],
    ['an algorithm that it has no keys for', { alg: 'ES256' }, 'no keys for the algorithm ES256'],
    ['a kid of another issuer', { alg: 'RS256', kid: 'elsewhere' }, 'no key with the kid elsewhere'],
  ])('never calls a token valid that was signed with %s', async (_what, header, explanation) => {
    const data = await aRunningTenant();
    const token = `${part(header)}.${part({ sub: 'somebody' })}.c2lnbmF0dXJl`;
    const { code, stdout } = await runCommand(['decode', token, '--data', data]);
    expect(code).toBe(4);
    expect(stdout).toMatch(/^ {2}Cannot verify: /m);
    expect(stdout).toContain(explanation);
  });

  it('shows a payload that is no JSON', async () => {
    const data = await aRunningTenant();
    const token = `${part({ alg: 'HS256' })}.${Buffer.from('plain text').toString('base64url')}.c2lnbmF0dXJl`;
    const { code, stdout } = await runCommand(['decode', token, '--data', data]);
    expect(code).toBe(4);
    expect(stdout).toContain('Payload\n  plain text\n');
  });

  it('calls an unsigned token what it is', async () => {
    const data = await aRunningTenant();
    const { code, stdout } = await runCommand(['decode', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.', '--data', data]);
    expect(code).toBe(3);
    expect(stdout).toContain('The token is not signed (alg none)');
  });

  it('works without a tenant, but then gives no verdict', async () => {
    const token = `${part({ alg: 'HS256' })}.${part({ exp: 1_000_000_000, nbf: 'soon' })}.c2lnbmF0dXJl`;
    const { code, stdout } = await runCommand(['decode', token, '--data', makeTemporaryFolder()]);
    expect(code).toBe(4);
    expect(stdout).toMatch(/exp {7}2001-09-09 01:46:40 UTC .*years ago · expired/);
    expect(stdout).toContain('nbf       "soon" is not a time');
    expect(stdout).toMatch(/Cannot verify: there is no tenant, and so no key, in /);
  });

  it('shows the header of an encrypted token', async () => {
    const header = part({ alg: 'RSA-OAEP-256', enc: 'A256GCM' });
    const { code, stdout } = await runCommand(['decode', `${header}.a.b.c.d`]);
    expect(code).toBe(4);
    expect(stdout).toContain('"enc": "A256GCM"');
    expect(stdout).toContain('the token is encrypted (JWE)');
  });

  it('shows characters that a terminal would obey instead of sending them there', async () => {
    const token = `${part({ alg: 'RS256' })}.${part({ sub: '\u009b2J\u202eevil' })}.c2ln`;
    const { stdout } = await runCommand(['decode', token, '--data', makeTemporaryFolder()]);
    expect(stdout).toContain('"sub": "\\u009b2J\\u202eevil"');
  });

  it.each([
    ['abc', 'it has one part'],
    ['a.b', 'it has 2 parts'],
    ['!.e30.c2ln', 'its header is not base64url of a JSON object'],
    ['eyJhbGciOiJSUzI1NiJ9.//8.c2ln', 'its payload is not base64url of text'],
  ])('refuses %s in one line', async (token, reason) => {
    const { code, stdout, stderr } = await runCommand(['decode', token]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^tokenbench: this is not a JSON Web Token: [^\n]*\n$/);
    expect(stderr).toContain(reason);
  });
});
