// Starts the references of this folder, each a script of its own process.

import { fileURLToPath } from 'node:url';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { exportJWK, generateKeyPair } from 'jose';
import { type ChildServer, startChild } from '../child-server.ts';
import { audience, clientCredentialsRequest, scope, type TokenServer, TokenServerReady } from '../token-server.ts';
import { writeWorkFile } from '../work-folder.ts';
import type { StoredAnswer } from './stored-answer.ts';

const FastifyReady = Type.Object({ origin: Type.String() });

/** Generates the references' 2048-bit RSA key; returns the path of its private JWK. */
export async function generateReferenceKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return writeWorkFile('reference-key.json', { ...(await exportJWK(privateKey)), kid: 'bench', alg: 'RS256' });
}

/** A bare `node:http` server that only signs. */
export function startBareServer(keyPath: string): Promise<TokenServer> {
  return startTokenServer('bare node:http', './bare-http.ts', keyPath, { audience, scope });
}

/** oidc-provider, issuing JWT access tokens for one resource. */
export function startOidcProvider(keyPath: string): Promise<TokenServer> {
  return startTokenServer('oidc-provider', './oidc-provider.ts', keyPath, { resource: audience, scope });
}

/** Fastify repeating the given answers from memory. */
export function startFastifyBytes(answers: StoredAnswer[]): Promise<ChildServer<{ origin: string }>> {
  const answersPath = writeWorkFile(`answers-${answers.length}-${answers[0]?.body.length}.json`, answers);
  return startChild([scriptPath('./fastify-bytes.ts'), answersPath], (line) =>
    Value.Parse(FastifyReady, JSON.parse(line)),
  );
}

async function startTokenServer(
  name: string,
  script: string,
  keyPath: string,
  parameters: Record<string, string>,
): Promise<TokenServer> {
  const { pid, ready, stop } = await startChild([scriptPath(script), keyPath], (line) =>
    Value.Parse(TokenServerReady, JSON.parse(line)),
  );
  return { ...ready, name, pid, tokenRequest: clientCredentialsRequest(parameters), stop };
}

function scriptPath(script: string): string {
  return fileURLToPath(new URL(script, import.meta.url));
}
