import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chooseHost, findDisplay } from '../../scripts/choose-host.mjs';
import { isBuilt, isStale } from '../../scripts/ensure-build.mjs';
import { makeTemporaryFolder } from './temporary-folder.ts';

const script = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const screens = fileURLToPath(new URL('../../out/renderer/index.html', import.meta.url));
const isFresh = isBuilt() && existsSync(screens) && !isStale();
if (!isFresh) console.warn('The build is older than the sources: "npm start" would build, and is not tried');

describe('the choice of a host', () => {
  it('is a window, wherever one could be seen', () => {
    expect(chooseHost({ args: [], hasDisplay: true })).toEqual({ host: 'desktop' });
    expect(chooseHost({ args: ['--port=4500', '--data', 'x'], hasDisplay: true })).toEqual({ host: 'desktop' });
  });

  it('is the browser without a display, and says why', () => {
    expect(chooseHost({ args: [], hasDisplay: false })).toEqual({
      host: 'browser',
      why: expect.stringMatching(/^No window: .*\.$/),
    });
  });

  it.each(['--browser', '--ephemeral', '--seed=x.yaml', '--json', '--console-port', '--issuer', '--no-sample'])(
    'is the browser with %s, which the window does not know',
    (option) => {
      expect(chooseHost({ args: ['--port', '0', option], hasDisplay: true })).toEqual({ host: 'browser' });
    },
  );

  it('looks for a display on Linux only', () => {
    expect(findDisplay({ platform: 'linux', env: {} })).toBe(false);
    expect(findDisplay({ platform: 'linux', env: { DISPLAY: '' } })).toBe(false);
    expect(findDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
    expect(findDisplay({ platform: 'darwin', env: {} })).toBe(true);
  });
});

describe.runIf(isFresh)('npm start', () => {
  it('prints the address of the screens and a line to paste for a token, which works', async () => {
    const { text, stop } = await start(['--ephemeral', '--port=0', '--https-port=off']);
    expect(text).toMatch(/^ {2}http:\/\/127\.0\.0\.1:\d+\/#session=\S+$/m);
    const [, endpoint = '', body = ''] = /curl -sS (\S+) .* -d '(.*)'$/m.exec(text) ?? [];
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await response.json()).toMatchObject({ access_token: expect.any(String) });
    expect(await stop()).toEqual({ code: 0, stderr: expect.not.stringContaining('    at ') });
  });

  it('goes on where its ports are taken: the screens offer another for the tenant', async () => {
    const port = await takePort(0);
    await takePort(4480);
    const { text, stop } = await start(['--ephemeral', `--port=${port}`, '--https-port=off']);
    expect(text).toMatch(/^ {2}http:\/\/127\.0\.0\.1:(?!4480\/)\d+\/#session=/m);
    expect(text).toContain(`${port}`);
    expect((await stop()).code).toBe(0);
  });

  it('says in a line that the data folder is in use', async () => {
    const folder = makeTemporaryFolder();
    const options = [`--data=${folder}`, '--port=0', '--https-port=off', '--console-port=0', '--browser'];
    await start(options);
    const second = run(options);
    const [code] = await once(second.child, 'close');
    expect(code).not.toBe(0);
    expect(second.output.stderr).toMatch(/^tokenbench: [^\n]*\n$/);
    expect(second.output.stdout).toBe('');
  });

  describe.skipIf(process.platform === 'win32')('where Electron is installed', () => {
    it('runs the built desktop application in it, with the arguments, and ends as it ends', async () => {
      const folder = anElectron('echo "$1 $2"; exit 0');
      const { child, output } = run(['--port=0'], { ...withDisplay, ELECTRON_OVERRIDE_DIST_PATH: folder });
      const [code] = await once(child, 'close');
      expect(code).toBe(0);
      expect(output.stdout).toMatch(/out\/desktop\/main\.js --port=0\n$/);
      expect(output.stderr).toBe('');
    });

    it('opens the browser when Electron ends before it had a window, without its trace', async () => {
      const folder = anElectron('echo "error while loading shared libraries" >&2; exit 127');
      const data = makeTemporaryFolder();
      const { text, output, stop } = await start([`--data=${data}`, '--port=0', '--https-port=off'], {
        ...withDisplay,
        ELECTRON_OVERRIDE_DIST_PATH: folder,
      });
      expect(text).toContain('#session=');
      expect(output.stderr).toMatch(/^No window: [^\n]*\n$/);
      expect((await stop()).code).toBe(0);
    });

    it('opens no browser when Electron ends after it had a window', async () => {
      const folder = anElectron(
        `exec ${process.execPath} -e "process.send({ tokenbench: 'window-ready' }, () => process.exit(3))"`,
      );
      const { child, output } = run([], { ...withDisplay, ELECTRON_OVERRIDE_DIST_PATH: folder });
      const [code] = await once(child, 'close');
      expect(code).toBe(3);
      expect(output).toEqual({ stdout: '', stderr: '' });
    });
  });
});

/** So that no browser of whoever runs the tests is opened. */
const withDisplay = { DISPLAY: ':99', CI: '1' };

/** A program in place of Electron's binary. */
function anElectron(script: string): string {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}

async function start(args: readonly string[], env: Record<string, string> = {}) {
  const { child, output } = run(args, { CI: '1', ...env });
  while (!output.stdout.includes('Ctrl+C.\n')) {
    const news = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close').then(() => undefined)]);
    if (news === undefined) throw new Error(`npm start ended before it was ready: ${output.stderr}`);
  }
  return {
    text: output.stdout,
    output,
    async stop() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      const [code]: unknown[] = await closed;
      return { code, stderr: output.stderr };
    },
  };
}

function run(args: readonly string[], env: Record<string, string> = {}): { child: ChildProcess; output: Output } {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env;
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { env: { ...inherited, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output: Output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return { child, output };
}

interface Output {
  stdout: string;
  stderr: string;
}

/** For the test. Somebody else may have it, which serves as well. */
async function takePort(port: number): Promise<number> {
  const holder = createServer();
  onTestFinished(() => void holder.close());
  await new Promise<void>((resolve) => holder.once('error', () => resolve()).listen(port, '127.0.0.1', resolve));
  const { port: taken = port }: { port?: number } = Object(holder.address());
  return taken;
}
