// Our tenant, as built, run by its own command.

import { existsSync } from 'node:fs';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { startChild } from '../child-server.ts';
import { audience, clientCredentialsRequest, scope, type TokenServer } from '../token-server.ts';

const ReadyLine = Type.Object({
  issuer: Type.String(),
  tokenEndpoint: Type.String(),
  jwksUri: Type.String(),
  managementAudience: Type.String(),
});

export interface Tenant extends TokenServer, Static<typeof ReadyLine> {}

/** The arguments of every start: no HTTPS, nothing but what the seed brings. */
const commonArguments = [
  'serve',
  '--port',
  '0',
  '--rate-limit',
  '1000000',
  '--https-port',
  'off',
  '--no-sample',
  '--json',
];

/** Starts the built command `cli` in memory with a seed file; needs `npm run build`. */
export function startTenant(cli: string, name: string, seed: string): Promise<Tenant> {
  return startWith(cli, name, ['--ephemeral', '--seed', seed]);
}

/** A tenant that was seeded in an earlier start: what a seed leaves behind in memory is none of its cost. */
export async function startSeededTenant(cli: string, name: string, dataFolder: string, seed: string): Promise<Tenant> {
  const first = await startStoredTenant(cli, dataFolder, seed);
  await first.stop();
  return startStoredTenant(cli, dataFolder, undefined, name);
}

/** Starts the built command `cli` on a data folder; a seed is for the first start only. */
export function startStoredTenant(
  cli: string,
  dataFolder: string,
  seed?: string,
  name = 'Tokenbench',
): Promise<Tenant> {
  return startWith(cli, name, ['--data', dataFolder, ...(seed === undefined ? [] : ['--seed', seed])]);
}

async function startWith(cli: string, name: string, more: string[]): Promise<Tenant> {
  if (!existsSync(cli)) throw new Error(`${cli} is not there: run "npm run build" first, or give --cli FILE`);
  const { pid, ready, stop } = await startChild([cli, ...commonArguments, ...more], (line) =>
    line.startsWith('{') ? Value.Parse(ReadyLine, JSON.parse(line)) : undefined,
  );
  return { ...ready, name, pid, tokenRequest: clientCredentialsRequest({ audience, scope }), stop };
}
