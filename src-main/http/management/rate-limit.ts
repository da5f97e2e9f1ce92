/**
 * The limit that the real service has on its Management API, and the headers that tell of it on every answer. Counted by
 * rate-limiter-flexible in windows of one second.
 */
import type { FastifyReply } from 'fastify';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Clock } from '../../tenant/ports.ts';
import { TenantError } from '../../tenant/tenant-error.ts';

const windowSeconds = 1;

/** Callers without a bearer have a count of their own, so that they use up nobody else's. */
export type Caller = 'known' | 'unknown';

export type CountRequest = (reply: FastifyReply, caller: Caller) => Promise<void>;

/** @returns a function that counts one request, tells the headers, and throws `too_many_requests` beyond the limit. */
export function limitRate(limit: number, clock: Clock): CountRequest {
  let limiter: Promise<RateLimiterMemory> | undefined;
  return async (reply, caller) => {
    limiter ??= createLimiter(limit);
    const { remaining, opensIn } = await count(await limiter, caller);
    const reset = Math.ceil((clock() + opensIn) / 1_000);
    reply
      .header('x-ratelimit-limit', limit)
      .header('x-ratelimit-remaining', Math.max(remaining, 0))
      .header('x-ratelimit-reset', reset);
    if (remaining >= 0) return;
    reply.header('retry-after', Math.max(1, Math.ceil(opensIn / 1_000)));
    throw new TenantError('too_many_requests', 'Global limit has been reached');
  };
}

/** Loaded with the first request: it brings stores for a dozen databases, and no start has to wait for them. */
async function createLimiter(limit: number): Promise<RateLimiterMemory> {
  const { RateLimiterMemory } = await import('rate-limiter-flexible');
  return new RateLimiterMemory({ points: limit, duration: windowSeconds });
}

async function count(limiter: RateLimiterMemory, caller: Caller): Promise<{ remaining: number; opensIn: number }> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(caller);
    return { remaining: remainingPoints, opensIn: msBeforeNext };
  } catch (refused) {
    const { RateLimiterRes } = await import('rate-limiter-flexible');
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { remaining: -1, opensIn: refused.msBeforeNext };
  }
}
