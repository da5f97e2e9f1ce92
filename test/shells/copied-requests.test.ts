/** A request copied from the traffic, sent again by the shell: the tenant sees the same request. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { writeCurl } from '../../src-main/runtime/traffic/write-curl.ts';
import { readCmd, readPowershell } from './read-words.ts';
import { startProgram } from './start-program.ts';

const bodies = [
  '{"client_id":"x&calc.exe&","name":"it\'s"}',
  '{\n  "callbacks": ["https://a.example/?a=1&b=2"]\n}',
  'client_id=a&audience=https%3A%2F%2Fapi.example%2F',
  '\u2019; calc; \u2018 \u001b[2J',
  'nothing\0after it',
  '@/etc/passwd',
];
const headers = [
  { name: 'Content-Type', value: 'application/json' },
  { name: 'X-Odd', value: 'it\'s "$(id)" %PATH% `id`' },
  { name: 'X-Empty', value: '' },
];
const message = (body: string) => ({ startLine: 'PATCH /api/v2/clients?q=a%20b&c=$d HTTP/1.1', headers, body });

it.for([
  ['bash', 'posix'],
  ['zsh', 'posix'],
  ['fish', 'fish'],
] as const)('%s sends what was recorded', async ([program, shell], context) => {
  const missing = [program, 'curl'].find((name) => spawnSync(name, ['--version']).error !== undefined);
  if (missing !== undefined) return context.skip(`${missing} is not on this machine`);
  const seen: unknown[] = [];
  const server = createServer(async (request, response) => {
    const { url, method } = request;
    seen.push({
      url,
      method,
      odd: request.headers['x-odd'],
      empty: request.headers['x-empty'],
      body: await readText(request),
    });
    response.end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  await startProgram(program, `${bodies.map((body) => writeCurl(message(body), origin, shell)).join('\n')}\n`);
  const [, odd] = headers;
  expect(seen).toEqual(
    bodies.map((body) => ({ url: '/api/v2/clients?q=a%20b&c=$d', method: 'PATCH', odd: odd?.value, empty: '', body })),
  );
});

it('cmd gets a line that it can hold, or one that PowerShell decodes', () => {
  for (const body of bodies) {
    const words = readCmd(writeCurl(message(body), 'http://localhost:4400', 'cmd'));
    if (words[0] === 'curl') expect(words.at(-1)).toBe(body);
    else {
      const line = Buffer.from(words.at(-1) ?? '', 'base64').toString('utf16le');
      expect(line).toBe(writeCurl(message(body), 'http://localhost:4400', 'powershell'));
    }
  }
});

it('PowerShell gets each body as bytes of one string', () => {
  for (const body of bodies) {
    const line = writeCurl(message(body), 'http://localhost:4400', 'powershell');
    const expression = /-Body \(\[Text\.Encoding\]::UTF8\.GetBytes\((.*)\)\)$/s.exec(line)?.[1] ?? '';
    expect(readPowershell(expression)).toBe(body);
  }
});
