/** Secrets that can be recognized wherever they turn up: in the tenant's entities, and in what clients send it. */
import type { Seed } from '../../../src-main/contract/seed.ts';

const clientSecret = 'marked-client-secret-5Qw8ZtYb2LrVx0Nc';
const signingSecret = 'marked-signing-secret-h7Jk3PmDs9Fg4TaE';
const wrongSecret = 'marked-wrong-secret-c1Vb6NuXo5Rz8WqM';
const assertionSignature = 'marked-assertion-signature-y2Hg7JdLk4SfPo9A';

/** Header and payload may be read by anybody; only the signature opens something. */
const assertion = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJuaWdodC1qb2IifQ.${assertionSignature}`;

const clientId = 'marked-client';

const basic = (secret: string) => Buffer.from(`${clientId}:${secret}`).toString('base64');

export const marked = {
  clientId,
  clientSecret,
  signingSecret,
  wrongSecret,
  assertion,
  basicHeaders: [`Basic ${basic(clientSecret)}`, `Basic ${basic(wrongSecret)}`, `basic  ${basic(clientSecret)}`],
  /** What no error answer and no log may hold. */
  texts: [clientSecret, signingSecret, wrongSecret, assertionSignature, basic(clientSecret), basic(wrongSecret)],
};

export const markedSeed: Seed = {
  resourceServers: [
    { identifier: 'https://marked.example/', signing_alg: 'HS256', signing_secret: signingSecret },
    { identifier: 'https://plain.example/', scopes: [{ value: 'read:all' }] },
  ],
  clients: [{ client_id: clientId, name: 'Marked', client_secret: clientSecret, grant_types: ['client_credentials'] }],
  clientGrants: [
    { client_id: clientId, audience: 'https://marked.example/', scope: [] },
    { client_id: clientId, audience: 'https://plain.example/', scope: ['read:all'] },
  ],
};

/** The first of the secrets that a text holds, or undefined. */
export function findSecret(text: string, secrets: readonly string[]): string | undefined {
  return secrets.find((secret) => text.includes(secret));
}
