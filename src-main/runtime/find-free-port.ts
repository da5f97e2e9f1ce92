import { createServer } from 'node:net';

/** How many ports above the wanted one are tried. */
const attempts = 50;

/** The first port from `from` on that nothing on this machine listens at, or undefined where none was found. */
export async function findFreePort(from: number): Promise<number | undefined> {
  for (let port = from; port < Math.min(from + attempts, 65_536); port += 1) if (await isFree(port)) return port;
  return undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}
