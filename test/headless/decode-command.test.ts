import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { encryptedVectors } from '../jwt/rfc-vectors.ts';
import { aSeed, ordersApi, secretApi } from './a-seed.ts';
import { runCommand, serve, spawnCommand } from './command.ts';
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
    expect(stdout).toMatch(/^Verdict\n {2}Verified: Signature verified with the tenant's current key [\w-]+\.$/m);
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
    expect(stdout).toMatch(
      /Signature does not match the tenant's current key [\w-]+: .* payload was altered after signing/,
    );
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
    expect(stdout).toMatch(/Cannot verify: no key was given, and there is no tenant in /);
  });

  it('shows the header of an encrypted token', async () => {
    const header = part({ alg: 'RSA-OAEP-256', enc: 'A256GCM' });
    const { code, stdout } = await runCommand(['decode', `${header}.a.b.c.d`]);
    expect(code).toBe(4);
    expect(stdout).toContain('"enc": "A256GCM"');
    expect(stdout).toContain('the token is encrypted (JWE, RSA-OAEP-256)');
  });

  it('shows characters that a terminal would obey instead of sending them there', async () => {
    const token = `${part({ alg: 'RS256' })}.${part({ sub: '\u009b2J\u202eevil' })}.c2ln`;
    const { stdout } = await runCommand(['decode', token, '--data', makeTemporaryFolder()]);
    expect(stdout).toContain('"sub": "\\u009b2J\\u202eevil"');
  });

  it.each([
    ['abc', 2, 'Not a JWT: a JWT has three base64url parts'],
    ['v1.MRjdkly7opaque', 2, 'It is opaque: 17 characters'],
    ['!.e30.c2ln', 2, 'Not a JWT: '],
    ['eyJhbGciOiJSUzI1NiJ9.//8.c2ln', 4, 'the alphabet of plain base64'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJh', 3, '"alg": "HS256"'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJh', 3, '{"sub":"a'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJh', 3, 'The token was cut off within its payload'],
  ])('shows what there is of %s', async (token, exit, words) => {
    const { code, stdout, stderr } = await runCommand(['decode', token, '--data', makeTemporaryFolder()]);
    expect({ code, stderr }).toEqual({ code: exit, stderr: '' });
    expect(stdout).toContain(words);
  });

  it('finds the token in a curl line, and says what its claims and scopes mean', async () => {
    const data = await aRunningTenant();
    const line = `curl -H 'Authorization: Bearer ${await aToken(data, ordersApi)}' http://localhost:3000/`;
    const { code, stdout } = await runCommand(['decode', line, '--data', data]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^ {2}aud {7}The audience: the API this token is for.* \(RFC 7519 §4\.1\.3\) The API .* of this tenant\.$/m,
    );
    expect(stdout).toMatch(/^Scopes\n {2}read:orders {2}defined by the API/m);
  });

  it('opens an encrypted token with the key that is given', async () => {
    const key = writeTemporaryFile('key.json', JSON.stringify({ kty: 'oct', k: 'XctOhJAkA-pD9Lh7ZgW_2A' }));
    const [, encrypted] = encryptedVectors;
    const [direct] = encryptedVectors;
    const { code, stdout } = await runCommand(['decode', direct?.token ?? '', '--key', key]);
    expect(code).toBe(0);
    expect(stdout).toContain('You can trust us to stick with you');
    expect((await runCommand(['decode', encrypted?.token ?? '', '--key', key])).code).toBe(3);
  });

  it('answers lines in JSON, in their order, by a running tenant and by one that is not', async () => {
    const data = await aRunningTenant();
    const token = await aToken(data, ordersApi);
    const lines = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? token : `opaque-${index}`));
    const { code, stdout } = await runCommand(['decode', '--data', data], { input: lines.join('\n') });
    expect(code).toBe(2);
    const verdicts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).verdict);
    expect(verdicts).toEqual(lines.map((_, index) => (index % 2 === 0 ? 'verified' : 'not_a_jwt')));
    const single = await runCommand(['decode', '--json', '--data', makeTemporaryFolder(), token]);
    expect(Object.keys(JSON.parse(single.stdout))).toEqual(['verdict', 'checks', 'header', 'payload', 'warnings']);
  });

  it('answers a line before the next one is there', async () => {
    const { child } = spawnCommand(['decode', '--data', makeTemporaryFolder()], {});
    for (const line of ['first-opaque-token', 'second-opaque-token']) {
      const answer = once(child.stdout ?? child, 'data');
      child.stdin?.write(`${line}\n`);
      expect(String(await answer)).toContain('not_a_jwt');
    }
    child.stdin?.end();
    await once(child, 'close');
  });

  it('takes a token of 100 KB', async () => {
    const data = await aRunningTenant();
    const token = `${part({ alg: 'HS256' })}.${part({ filler: 'x'.repeat(75_000) })}.c2ln`;
    const { code, stdout } = await runCommand(['decode', '-', '--data', data], { input: token });
    expect(code).toBe(4);
    expect(stdout).toContain('"filler": "xxx');
  });
});
