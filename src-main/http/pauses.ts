/** Requests that are held on purpose: a slow answer, a session that lives as long as its connection. */
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    pauses: Pauses;
  }
}

export class Pauses {
  readonly #endings = new Set<() => void>();

  /**
   * Waits without holding anything else up.
   * @returns whether the time went by; false where the client, or the tenant, did not wait for it
   */
  wait({ raw }: FastifyRequest, delay: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isOver: boolean) => {
        clearTimeout(timer);
        raw.socket.off('close', giveUp);
        this.#endings.delete(abort);
        resolve(isOver);
      };
      const giveUp = () => end(false);
      const abort = () => {
        raw.socket.destroy();
        end(false);
      };
      const timer = setTimeout(() => end(true), delay);
      raw.socket.once('close', giveUp);
      this.#endings.add(abort);
    });
  }

  /** Keeps a connection until either side closes it. */
  hold({ raw }: FastifyRequest, onEnd: () => void): void {
    const abort = () => raw.socket.destroy();
    this.#endings.add(abort);
    raw.socket.once('close', () => {
      this.#endings.delete(abort);
      onEnd();
    });
  }

  /** When the doors close: nobody who is held would get an answer any more. */
  endAll(): void {
    for (const end of [...this.#endings]) end();
  }
}
