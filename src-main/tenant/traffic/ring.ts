/** The last so many exchanges, newest last. */
export class Ring<Item> {
  readonly #items: (Item | undefined)[] = [];
  readonly #capacity: number;
  /** Position of the oldest item, and how many follow it, itself included. */
  #oldest = 0;
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#size;
  }

  /** @returns the item that had to go for this one. */
  push(item: Item): Item | undefined {
    const gone = this.#size === this.#capacity ? this.dropOldest() : undefined;
    this.#items[(this.#oldest + this.#size) % this.#capacity] = item;
    this.#size += 1;
    return gone;
  }

  dropOldest(): Item | undefined {
    const gone = this.#items[this.#oldest];
    if (this.#size === 0) return undefined;
    this.#items[this.#oldest] = undefined;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
    this.#size -= 1;
    return gone;
  }

  clear(): void {
    this.#items.length = 0;
    this.#oldest = 0;
    this.#size = 0;
  }

  *newestFirst(): Generator<Item> {
    for (let distance = this.#size - 1; distance >= 0; distance -= 1) {
      const item = this.#items[(this.#oldest + distance) % this.#capacity];
      if (item !== undefined) yield item;
    }
  }
}
