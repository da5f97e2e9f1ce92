/** `npm start`: the tenant at its usual addresses, built first where the sources are newer; a taken port is passed over. */
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, cli, isBuilt, isStale } from './ensure-build.mjs';

const usualPorts = { '--port': 4400, '--https-port': 4443 };

if (!isBuilt() || isStale()) build();

const given = process.argv.slice(2);
const ports = [];
for (const [option, port] of Object.entries(usualPorts)) {
  const isGiven = given.some((argument) => argument === option || argument.startsWith(`${option}=`));
  if (isGiven || (await isFree(port))) continue;
  process.stderr.write(`Port ${port} is taken by another program: a free one takes its place.\n`);
  ports.push(option, '0');
}
process.argv = [process.execPath, fileURLToPath(cli), 'serve', ...ports, ...given];
await import(cli.href);

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}
