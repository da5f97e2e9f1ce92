/** The last so many exchanges, newest last. */
export class Ring<Item> {
  readonly #items: Item[] = [];
  readonly #capacity: number;
  #oldest = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    if (this.#items.length < this.#capacity) {
      this.#items.push(item);
      return;
    }
    this.#items[this.#oldest] = item;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
  }

  clear(): void {
    this.#items.length = 0;
    this.#oldest = 0;
  }

  *newestFirst(): Generator<Item> {
    for (let distance = 1; distance <= this.#items.length; distance += 1) {
      const item = this.#items[(this.#oldest + this.#items.length - distance) % this.#items.length];
      if (item !== undefined) yield item;
    }
  }
}
