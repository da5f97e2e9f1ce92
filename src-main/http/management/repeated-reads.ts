import type { Tenant } from '../../tenant/create-tenant.ts';
import type { JsonText } from '../json-text.ts';
import type { Bearer } from './authenticate.ts';

/** Answers that are held for one bearer; the longest is a page of a hundred applications. */
const mostAnswers = 32;

/** Checkpoints end by themselves. */
const hasCheckpoint = /[?&](?:from|take)=/;

/** Answers of reads, until anything of the tenant changes: a list that is polled is put together once. */
export class RepeatedReads {
  readonly #transfer: Tenant['transfer'];
  #answers = new WeakMap<Bearer, Map<string, JsonText>>();
  #revision = -1;

  constructor({ transfer }: Pick<Tenant, 'transfer'>) {
    this.#transfer = transfer;
  }

  /** @param address of the tenant and of the route, with its query */
  find(bearer: Bearer, address: string): JsonText | undefined {
    if (this.#revision === this.#transfer.revision) return this.#answers.get(bearer)?.get(address);
    this.#answers = new WeakMap();
    this.#revision = this.#transfer.revision;
    return undefined;
  }

  keep(bearer: Bearer, address: string, answer: JsonText): void {
    if (hasCheckpoint.test(address)) return;
    const kept = this.#answers.get(bearer) ?? new Map<string, JsonText>();
    if (kept.size >= mostAnswers) kept.clear();
    this.#answers.set(bearer, kept.set(address, answer));
  }
}
