/** Every command over a tenant and files full of what a terminal would act on: nothing acts, no line is forged, none hides. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCommand, serve } from './command.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const evil =
  'x\u001b[31mred\u001b]0;title\u0007\u001b]52;c;AAAA\u0007\u009b2J\r\nFORGED LINE: ok\n\u202egnp.exe\u202c\u200b\u2060\ufeff\u2028FORGED\u{e0041}\u007f\u0085\b';

const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;

it('no command writes anything but text and its own line ends', async () => {
  const folder = makeTemporaryFolder();
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  const audience = 'https://api.example/';
  const seed = {
    tenant: { friendly_name: evil },
    resourceServers: [{ identifier: audience, name: evil, scopes: [{ value: 'read:it', description: evil }] }],
    clients: [{ name: evil, client_id: 'worker', description: evil, grant_types: ['client_credentials'] }],
    clientGrants: [{ client_id: 'worker', audience, scope: ['read:it'] }],
  };
  const changed = {
    clients: [
      { name: `${evil}2`, callbacks: [evil] },
      { name: evil, description: `${evil}!` },
    ],
    [evil]: [{}],
  };
  const data = `--data=${join(folder, 'data')}`;
  const served = await serve([data, '--port=0', '--https-port=off', `--seed=${file('seed.json', seed)}`]);
  await fetch(served.ready.tokenEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: evil, client_id: evil, client_secret: evil, audience: evil }),
  });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'HS256', kid: evil, [evil]: evil })}.${part({ iss: evil, aud: evil, scope: evil, exp: 1, [evil]: evil })}.AAAA`;
  const all: [command: string, ...args: string[]][] = [
    ['token', data, '--client', evil, '--audience', audience],
    ['token', data, '--client', 'worker', '--audience', evil],
    ['mint', data, '--claim', `sub=${evil}`],
    ['decode', data, token],
    ['decode', data, evil],
    ['verify', data, '--issuer', evil, '--audience', evil, token],
    ['verify', '--key', join(folder, evil), token],
    ['verify', data, '--json', token],
    ['keys', 'list', data],
    ['logs', data],
    ['logs', data, '--json'],
    ['logs', data, evil],
    ['fault', 'set', 'token_slow', `delay_ms=${evil}`, data],
    ['fault', 'list', data],
    ['fault', evil],
    ['clock', 'freeze', evil, data],
    ['import', data, file('changed.json', changed), '--dry-run'],
    ['import', data, join(folder, evil), '--dry-run'],
    ['export', data, '--format', 'yaml'],
    ['export', data],
    ['serve', data, '--port=0', '--https-port=off'],
    ['serve', '--ephemeral', '--port', evil],
    [evil],
  ];
  const ended = await Promise.all(all.map(async (args) => ({ args, ...(await runCommand(args)) })));
  for (const { args, stdout, stderr } of ended) {
    const name = args.slice(0, 2).join(' ');
    expect(stdout + stderr, name).not.toBe('');
    expect(JSON.stringify(unseen.exec(stdout + stderr)), name).toBe('null');
    expect(`${stdout}\n${stderr}`, name).not.toMatch(/^FORGED/m);
  }
  // What is escaped in a file of data is still what it was.
  const output = (command: string, option?: string) =>
    ended.find(({ args }) => args[0] === command && (option === undefined || args.includes(option)))?.stdout ?? '';
  expect(parse(output('export', 'yaml')).clients[0].name).toBe(evil);
  const { code, stderr } = await served.stop();
  expect({ code, hidden: unseen.exec(stderr) }).toEqual({ code: 0, hidden: null });
});

it('nothing of the command writes beside the one place that escapes', () => {
  const folder = fileURLToPath(new URL('../../src-main/', import.meta.url));
  const writes = execFileSync(
    'grep',
    ['-rlE', 'std(out|err)\\.write|console\\.(log|error|warn|info)\\(', '--include=*.ts', folder],
    {
      encoding: 'utf8',
    },
  );
  const files = writes
    .trim()
    .split('\n')
    .map((path) => path.slice(folder.length));
  expect(files.filter((path) => !path.startsWith('desktop/') && !isText(path))).toEqual(['headless/terminal.ts']);

  /** A line of a snippet that is shown, not run. */
  function isText(path: string): boolean {
    return path === 'jwt/write-snippets.ts' && readFileSync(join(folder, path), 'utf8').includes("'console.log(");
  }
});
