/**
 * Who may use the console: whoever holds the session of this run. No cookie carries it, since cookies know no ports
 * (RFC 6265 §8.5): the page keeps it, bound to its origin, and sends it as a bearer token.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { consolePaths } from '../contract/bridge.ts';
import { createNodeKeys } from '../platform/node-keys.ts';

/** Milliseconds for which a browser may take to start. */
const ticketLifetime = 60_000;

const wayIn = 'Open the address that the terminal shows: it carries the session.';

export interface ConsoleSession {
  /** For the address that the terminal shows: good for the run. */
  readonly token: string;
  /** For an address that is handed to a browser: good once, and for a minute. */
  makeTicket(): string;
  /** Adds the path that takes either of the two and answers with the session. */
  addTo(app: FastifyInstance): void;
  /** Refuses whoever does not hold the session. */
  require(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
}

/** @param now milliseconds that only grow */
export function createConsoleSession(now: () => number): ConsoleSession {
  const token = makeToken();
  const tickets = new Map<string, number>();
  const { equalSecrets } = createNodeKeys();

  function takeTicket(given: string): boolean {
    for (const [ticket, until] of tickets) {
      if (until <= now()) tickets.delete(ticket);
      else if (equalSecrets(given, ticket)) return tickets.delete(ticket);
    }
    return false;
  }

  return {
    token,
    makeTicket() {
      const ticket = makeToken();
      tickets.set(ticket, now() + ticketLifetime);
      return ticket;
    },
    addTo(app) {
      app.post(consolePaths.session, async (request, reply) => {
        const { token: given } = Object(request.body);
        const isKnown = typeof given === 'string' && (equalSecrets(given, token) || takeTicket(given));
        return isKnown ? { session: token } : reply.code(401).send({ message: wayIn });
      });
    },
    async require(request, reply) {
      const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      return equalSecrets(given, token) ? undefined : reply.code(401).send({ message: wayIn });
    },
  };
}

function makeToken(): string {
  return randomBytes(32).toString('base64url');
}
