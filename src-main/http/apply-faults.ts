/** The faults of the doors: they wait, answer in place of the route, or drop the connection. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExchangeKind } from '../contract/entities/exchange.ts';
import { type FaultPlace, faultKinds } from '../contract/entities/fault-kinds.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { claimedParty, type Party } from '../tenant/faults/claimed-party.ts';
import { type FaultAnswer, faultHint } from '../tenant/faults/effects.ts';
import type { FaultHits } from '../tenant/faults/service.ts';
import { noteFaults, noteParty } from '../tenant/tokens/faulty-tokens.ts';
import { recordExchange } from './record-exchange.ts';

const places: Partial<Record<ExchangeKind, FaultPlace>> = {
  token: 'token_endpoint',
  jwks: 'jwks',
  discovery: 'discovery',
  management: 'management',
};

/** One look at the tenant is all that a request costs while no fault is set. */
export function applyFaults(app: FastifyInstance, tenant: Tenant): void {
  const { faults } = tenant;
  app.addHook('preHandler', (request, reply, done) => {
    const place = faults.isQuiet ? undefined : places[request.notes.kind];
    if (place === undefined) return done();
    const party = partyOf(request);
    const hits = faults.hit(place, party);
    if (hits.kinds.length === 0) return done();
    note(request, hits, party, tenant);
    carryOut(hits, request, reply, tenant).then((isOver) => {
      if (!isOver) done();
    }, done);
  });
}

function partyOf(request: FastifyRequest): Party {
  if (request.notes.kind === 'token') {
    return claimedParty({ parameters: Object(request.body), authorization: request.headers.authorization });
  }
  return { client_id: request.notes.client_id };
}

/** What the tenant's record shall say, also where no route comes to it. */
function note({ notes }: FastifyRequest, hits: FaultHits, party: Party, { clients }: Tenant): void {
  noteFaults(notes, hits);
  if (notes.kind === 'token') noteParty(notes, party, clients);
}

/** @returns whether the request has had its end */
async function carryOut(
  { kinds, effects }: FaultHits,
  request: FastifyRequest,
  reply: FastifyReply,
  tenant: Tenant,
): Promise<boolean> {
  for (const [index, kind] of kinds.entries()) {
    const effect = effects[index];
    if (effect?.does === 'wait') {
      if (await request.server.pauses.wait(request, effect.delay)) continue;
      request.notes.hint = `The connection was closed before the answer, which the fault ${kind} held back.`;
      return abandon(request, reply, tenant, 'The connection was closed before the answer');
    }
    if (effect?.does === 'drop') {
      request.notes.hint = `The fault ${kind} dropped the connection. Turn it off under Faults.`;
      abandon(request, reply, tenant, 'The connection was dropped');
      // Only now: a socket that is destroyed no longer tells its port.
      request.raw.socket.destroy();
      return true;
    }
    if (effect?.does === 'answer') {
      request.notes.hint = faultHint(kind);
      request.notes.description = `${faultKinds[kind].title}: ${effect.answer.status}`;
      answer(effect.answer, request, reply);
      return true;
    }
  }
  return false;
}

function answer({ status, headers, body }: FaultAnswer, request: FastifyRequest, reply: FastifyReply): void {
  if (headers['content-type']?.startsWith('application/json')) request.notes.answerJson = body;
  // What the document is served with: a page that reads it shall see the fault, not a complaint of its browser.
  if (['jwks', 'discovery'].includes(request.notes.kind)) reply.header('access-control-allow-origin', '*');
  reply.code(status).headers(headers).send(body);
}

/** No answer was sent, so that nothing else would record the exchange. */
function abandon(request: FastifyRequest, reply: FastifyReply, { traffic }: Tenant, description: string): true {
  request.notes.description = description;
  reply.hijack();
  traffic.record({ ...recordExchange(request, reply), status: 0 });
  return true;
}
