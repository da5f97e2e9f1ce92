/** What is noticed while the content of files is laid over a tenant. */
import type { TransferKind } from '../../contract/methods/transfer.ts';
import { TenantError } from '../tenant-error.ts';

export interface Problem {
  place: string;
  message: string;
  /** Places of what cannot come in without this. */
  dependents?: string[];
}

export class Findings {
  readonly ignored: { place: string; reason: string }[] = [];
  readonly problems: Problem[] = [];
  /** Keywords that nothing was given for, with the places that they stand at. */
  readonly missing = new Map<string, { marker: string; places: string[] }>();
  /** Sections that the files have, even if empty. */
  readonly sections = new Set<TransferKind>();
  needsPassphrase = false;
  readonly #said = new Set<string>();
  readonly #named = new Set<string>();
  readonly #notes = new Map<string, string[]>();
  readonly #onProgress: (done: number, total: number) => void;
  #done = 0;
  #total = 0;

  /** @param onProgress is told after each entity how many are done, of how many */
  constructor(onProgress: (done: number, total: number) => void = () => undefined) {
    this.#onProgress = onProgress;
  }

  /** So many entities are going to be looked at. */
  expect(count: number): void {
    this.#total += count;
  }

  ignore(place: string, reason: string): void {
    const key = `${place} ${reason}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.ignored.push({ place, reason });
  }

  refuse(place: string, message: string): Problem {
    const problem = { place, message };
    this.problems.push(problem);
    return problem;
  }

  /** The files speak of this entity. */
  name(kind: TransferKind, id: string): void {
    this.#named.add(`${kind} ${id}`);
  }

  isNamed(kind: TransferKind, id: string): boolean {
    return this.#named.has(`${kind} ${id}`);
  }

  /** Something to know about an entity that is not in its fields. */
  note(kind: TransferKind, id: string, text: string): void {
    this.#notes.set(`${kind} ${id}`, [...this.notesOf(kind, id), text]);
  }

  notesOf(kind: TransferKind, id: string): string[] {
    return this.#notes.get(`${kind} ${id}`) ?? [];
  }

  /** Runs a step; what the tenant refuses of it becomes a problem at its place. @returns the problem, where there is one */
  async attempt(place: string, step: () => unknown): Promise<Problem | undefined> {
    try {
      await step();
      return undefined;
    } catch (error) {
      if (!(error instanceof TenantError)) throw error;
      const where = error.field === undefined || error.field === '' ? place : `${place}.${error.field}`;
      return this.refuse(where, error.words);
    } finally {
      this.#done += 1;
      this.#onProgress(this.#done, Math.max(this.#done, this.#total));
    }
  }
}
