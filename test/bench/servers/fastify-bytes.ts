// Fastify answering given bytes. Run as a child process with the path of a JSON list of answers.

import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import type { StoredAnswer } from './stored-answer.ts';

const [answersPath = ''] = process.argv.slice(2);
const answers: StoredAnswer[] = JSON.parse(readFileSync(answersPath, 'utf8'));

const app = fastify();
for (const { path, contentType, body } of answers) {
  const bytes = Buffer.from(body);
  app.get(path, (_request, reply) => reply.type(contentType).send(bytes));
}
await app.listen({ port: 0, host: 'localhost' });
const address = app.server.address();
if (address === null || typeof address === 'string') throw new Error('no port');
console.log(JSON.stringify({ origin: `http://localhost:${address.port}` }));
