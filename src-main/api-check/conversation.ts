/** Asks the API, again where the moment was bad, and remembers what it refused. */
import type { Attacker } from './attacker.ts';
import type { Attempt } from './attempt.ts';
import type { Stage } from './check-case.ts';
import type { CheckTarget } from './check-target.ts';
import type { WatchedTenant } from './played-tenant.ts';
import { type Measure, type ReadAnswer, readAnswer } from './read-answer.ts';
import { createSender } from './send-attempt.ts';
import type { TokenKit } from './tokens/token-kit.ts';

/** Somebody stopped the run. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export interface Conversation {
  send(attempt: Attempt): Promise<ReadAnswer>;
  wait: Stage['wait'];
  /** Answers from now on are read by these. */
  measureBy(answers: Omit<Measure, 'refusedStatuses'>): void;
  /** Every refusal so far, in full. */
  readonly refusals: readonly ReadAnswer[];
  /** Whether the API has left so many requests without an answer that there is no use in going on. */
  readonly hasGivenUp: boolean;
  /** Whether the good token still passes; asked again where the API has had enough for a moment. */
  isStillAccepted(control: Attempt): Promise<boolean>;
  stageOf(kit: TokenKit, attacker: Attacker, control: ReadAnswer, mayWait: boolean): Stage;
  close(): void;
}

interface ConversationOptions {
  signal: AbortSignal;
  refusedStatuses: readonly number[];
  tellWaiting(waiting?: { what: string; milliseconds: number }): void;
}

/** Requests in a row without an answer, after which the API counts as gone. */
const mostSilence = 4;

const mostRefusals = 500;

/** Seconds that are waited at most because the API says so. */
const longestRetry = 65;

export function createConversation(
  target: CheckTarget,
  watched: WatchedTenant,
  { signal, refusedStatuses, tellWaiting }: ConversationOptions,
): Conversation {
  const sender = createSender(target);
  const refusals: ReadAnswer[] = [];
  let measure: Measure = { refusedStatuses };
  let silence = 0;

  const refuseStopped = () => {
    if (signal.aborted) throw new StoppedError('The run was stopped.');
  };

  const once = async (attempt: Attempt): Promise<ReadAnswer> => {
    refuseStopped();
    const answer = await watched.whileSending(() => sender.send(attempt));
    refuseStopped();
    return readAnswer(answer, measure);
  };

  const wait: Stage['wait'] = async (milliseconds, what) => {
    tellWaiting({ what, milliseconds });
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
    tellWaiting();
    refuseStopped();
  };

  const send = async (attempt: Attempt): Promise<ReadAnswer> => {
    let answer = await once(attempt);
    for (let attempts = 0; answer.reading === 'busy' && attempts < 3; attempts += 1) {
      await wait(retryAfter(answer), 'until the API accepts requests again (429)');
      answer = await once(attempt);
    }
    // A limit that is shorter than usual is measured twice: the machine may have been busy.
    if (attempt.within !== undefined && isLate(answer)) answer = await once(attempt);
    silence = isLate(answer) ? silence + 1 : 0;
    if (answer.reading === 'refused' && refusals.length < mostRefusals) refusals.push(answer);
    return answer;
  };

  return {
    send,
    wait,
    measureBy(answers) {
      measure = { ...answers, refusedStatuses };
    },
    refusals,
    get hasGivenUp() {
      return silence >= mostSilence;
    },
    async isStillAccepted(control) {
      for (let attempts = 0; attempts < 3; attempts += 1) {
        const answer = await send(control);
        if (answer.reading === 'accepted') return true;
        await wait(1_500, 'until the API accepts the valid token again');
      }
      return (await send(control)).reading === 'accepted';
    },
    stageOf: (kit, attacker, control, mayWait) => ({
      kit,
      attacker,
      control,
      tenant: watched,
      refusals,
      send,
      wait,
      mayWait,
    }),
    close: () => sender.close(),
  };
}

function isLate({ status, isClosed, failure }: ReadAnswer): boolean {
  return status === 0 && !isClosed && failure?.startsWith('no response in') === true;
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfter({ headers }: ReadAnswer): number {
  const text = headers['retry-after'] ?? '1';
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return Math.min(longestRetry, Math.max(0.2, Number.isNaN(seconds) ? 1 : seconds)) * 1_000;
}
