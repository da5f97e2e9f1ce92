/** Names beside localhost, and another address to listen at: what a network of containers needs. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** Another address of loopback, which `localhost` does not lead to. */
const elsewhere = '127.0.0.9';

function get(port: number, host: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: elsewhere, port, path: '/.well-known/openid-configuration', headers: { host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

function handshake(port: number, servername: string, ca: string): Promise<Error | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: elsewhere, port, servername, ca }, () => {
      socket.end();
      resolve(null);
    });
    socket.on('error', resolve);
  });
}

// macOS has one address of loopback only.
describe.skipIf(process.platform === 'darwin')('serve --host-name --listen', () => {
  it('answers to the names as an issuer of each, over TLS too', async () => {
    const names = ['auth0.test', 'tenant.localhost'];
    const { ready, stop } = await serve([
      '--data',
      makeTemporaryFolder(),
      '--port',
      '0',
      '--https-port',
      '0',
      '--listen',
      elsewhere,
      ...names.flatMap((name) => ['--host-name', name]),
    ]);
    const port = Number(new URL(ready.issuer).port);
    const httpsPort = Number(new URL(ready.httpsIssuer ?? '').port);
    const ca = readFileSync(ready.caCertificate ?? '', 'utf8');
    for (const name of names) {
      const { status, body } = await get(port, `${name}:${port}`);
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({ issuer: `http://${name}:${port}/` });
      expect(await handshake(httpsPort, name, ca)).toBeNull();
    }
    expect(await handshake(httpsPort, 'localhost', ca)).toBeNull();
    expect(await handshake(httpsPort, 'other.test', ca)).toBeInstanceOf(Error);
    const { status, body } = await get(port, `other.test:${port}`);
    expect(status).toBe(421);
    expect(body).toContain(`not at other.test:${port}`);
    expect(body).toContain(`tokenbench serve --issuer http://other.test:${port}/`);
    // Still loopback: nothing to warn of.
    expect((await stop()).stderr).toBe('');
  });

  it('keeps the authority that is trusted already, which may sign for no other names', async () => {
    const data = makeTemporaryFolder();
    const start = async (...more: string[]) => {
      const running = await serve(['--data', data, '--port', 'off', '--https-port', '0', ...more]);
      const ca = readFileSync(running.ready.caCertificate ?? '', 'utf8');
      await running.stop();
      return ca;
    };
    const trusted = await start();
    expect(await start('--host-name', 'tenant.localhost')).toBe(trusted);
    expect(await start('--host-name', 'auth0.test')).not.toBe(trusted);
    expect(await start()).toBe(trusted);
  });

  it.each([
    [['--host-name', 'a b'], 'A host name has letters'],
    [['--host-name', 'auth0:4400'], 'and no port'],
    [['--listen', 'everywhere'], 'Give an IP address of this machine'],
  ])('refuses %j', async (words, message) => {
    expect(await runCommand(['serve', ...words])).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});
