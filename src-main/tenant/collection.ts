/** Entities of one kind in the order they were made, with pages that cost no more than the page. */
export class Collection<Value> {
  readonly #entries = new Map<string, { sequence: number; value: Value }>();
  readonly #order: string[] = [];
  #lastSequence = 0;

  get size(): number {
    return this.#order.length;
  }

  get(id: string): Value | undefined {
    return this.#entries.get(id)?.value;
  }

  /** Puts a value, or removes it where there is none. @returns what was there before */
  set(id: string, value: Value | undefined): Value | undefined {
    const entry = this.#entries.get(id);
    const before = entry?.value;
    if (value === undefined) {
      if (entry !== undefined) this.#order.splice(this.#positionOf(id), 1);
      this.#entries.delete(id);
    } else if (entry === undefined) {
      this.#lastSequence += 1;
      this.#entries.set(id, { sequence: this.#lastSequence, value });
      this.#order.push(id);
    } else {
      entry.value = value;
    }
    return before;
  }

  *values(): Generator<Value> {
    for (const { value } of this.#entries.values()) yield value;
  }

  /** By id, in the same order. */
  toRecord(): Record<string, Value> {
    return Object.fromEntries(Array.from(this.#entries, ([id, { value }]) => [id, value]));
  }

  /** `count` values from position `start`, counted from 0. */
  slice(start: number, count: number): Value[] {
    return this.#order.slice(start, start + count).flatMap((id) => this.get(id) ?? []);
  }

  /** The sequence number of an entity: a place that stays valid when the entity is gone. */
  sequenceOf(id: string): number {
    return this.#entries.get(id)?.sequence ?? 0;
  }

  /** `count` values made after the given sequence number. */
  after(sequence: number, count: number): Value[] {
    return this.slice(this.#firstAfter(sequence), count);
  }

  #positionOf(id: string): number {
    return this.#firstAfter(this.sequenceOf(id) - 1);
  }

  #firstAfter(sequence: number): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.sequenceOf(this.#order[middle] ?? '') > sequence) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
