/** The last so many exchanges, newest last. */
export class Ring<Item> {
  readonly #items: Item[] = [];
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

  push(item: Item): void {
    this.#items[(this.#oldest + this.#size) % this.#capacity] = item;
    if (this.#size < this.#capacity) this.#size += 1;
    else this.#oldest = (this.#oldest + 1) % this.#capacity;
  }

  clear(): void {
    this.#items.length = 0;
    this.#oldest = 0;
    this.#size = 0;
  }

  /** The newest item at 0, the one before it at 1; undefined beyond the oldest. */
  fromNewest(distance: number): Item | undefined {
    if (distance < 0 || distance >= this.#size) return undefined;
    return this.#items[(this.#oldest + this.#size - 1 - distance) % this.#capacity];
  }
}
