import { createServer } from 'node:net';

/** How many ports above the wanted one are tried. */
const attempts = 50;

/**
 * The first port from `from` on that nothing on this machine listens at, or undefined where none was found.
 * @param spare a port that is wanted for something else
 */
export async function findFreePort(from: number, spare?: number): Promise<number | undefined> {
  for (let port = from; port < Math.min(from + attempts, 65_536); port += 1) {
    if (port !== spare && (await isFree(port))) return port;
  }
  return undefined;
}

/** On both loopback addresses, since the tenant takes both; a machine without IPv6 has the first only. */
async function isFree(port: number): Promise<boolean> {
  return (await listensAt(port, '127.0.0.1')) === undefined && (await listensAt(port, '::1')) !== 'EADDRINUSE';
}

/** @returns the error's code, or undefined where the port could be opened */
function listensAt(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : 'unknown'));
    server.listen({ port, host, ipv6Only: host === '::1' }, () => server.close(() => resolve(undefined)));
  });
}
