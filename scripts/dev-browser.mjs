/** The screens from Vite's own server, which passes calls on to the browser host. */
import { createServer as createSocketServer } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { build, cli, isBuilt } from './ensure-build.mjs';
import { restartedProcess } from './restarted-process.mjs';
import { watchBuilds } from './watch-build.mjs';

const loopback = '127.0.0.1';

export async function developInBrowser(args) {
  // The host asks for built screens, which nobody looks at here.
  if (!isBuilt()) build();
  const port = await findFreePort();
  const host = { origin: `http://${loopback}:${port}`, session: '' };
  const command = [fileURLToPath(cli), 'serve', '--console', `--console-port=${port}`, '--json', ...args];
  const served = restartedProcess(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] }, (child) =>
    readSession(child, host),
  );
  const screens = await serveScreens(host);
  await watchBuilds([{ configFile: inProject('src-main/vite.config.ts') }], () => void served.restart());
  screens.printUrls();
}

/** Each start has a session of its own: with it in every call, pages stay open over starts. */
async function readSession({ stdout }, host) {
  for await (const line of createInterface(stdout)) {
    const { console: address, issuer, problem } = JSON.parse(line);
    host.session = new URL(address).hash.replace('#session=', '');
    process.stdout.write(`  Tenant: ${issuer ?? problem?.message}\n`);
  }
}

async function serveScreens(host) {
  const server = await createServer({
    configFile: inProject('src-renderer/vite.config.ts'),
    root: inProject('src-renderer'),
    server: {
      host: loopback,
      proxy: {
        '/console': {
          target: host.origin,
          changeOrigin: true,
          configure: (proxy) =>
            proxy
              .on('proxyReq', (request, { headers }) => speakAsHost(request, headers, host))
              // A page hears that the host ended, and asks the next one for everything.
              .on('proxyRes', (answer, _request, response) =>
                answer.on('close', () => answer.complete || response.destroy()),
              ),
        },
      },
    },
  });
  return server.listen();
}

/** Pages of this server pass as the host's own; those of any other origin are refused by the host as ever. */
function speakAsHost(request, headers, host) {
  request.setHeader('authorization', `Bearer ${host.session}`);
  if (headers.origin === `http://${headers.host}`) request.setHeader('origin', host.origin);
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createSocketServer().once('error', reject);
    server.listen({ port: 0, host: loopback }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function inProject(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
