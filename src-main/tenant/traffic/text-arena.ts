/**
 * Texts in one block of memory, the newest over the oldest. Ten thousand exchanges kept as objects are visited by every
 * collection of garbage, and the larger the tenant, the more that costs each token; bytes in a block cost nothing.
 */

/** Every runtime has them that jose runs on; the types of none of them are in reach here. */
declare const TextEncoder: new () => { encodeInto(text: string, into: Uint8Array): { written: number } };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** UTF-8 needs three bytes at most for each unit of a JavaScript string. */
const mostBytesPerUnit = 3;

/** Where texts were put: their bytes from the beginning of time, and the length of each. */
export interface TextPlace {
  start: number;
  lengths: readonly number[];
}

function put(text: string | Uint8Array, block: Uint8Array, offset: number): number {
  if (typeof text === 'string') {
    return encoder.encodeInto(text, block.subarray(offset, offset + text.length * mostBytesPerUnit)).written;
  }
  block.set(text, offset);
  return text.length;
}

export class TextArena {
  readonly #capacity: number;
  #block: Uint8Array | undefined;
  /** Bytes written or passed over since the beginning: the next place, modulo the capacity. */
  #position = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Puts texts, or their bytes in UTF-8, one after the other; together they must fit into the block three times over. */
  write(texts: readonly (string | Uint8Array)[]): TextPlace {
    this.#block ??= new Uint8Array(this.#capacity);
    const needed = texts.reduce((sum, text) => sum + text.length * mostBytesPerUnit, 0);
    // A text never runs over the end of the block.
    const left = this.#capacity - (this.#position % this.#capacity);
    if (needed > left) this.#position += left;
    const start = this.#position;
    const lengths: number[] = [];
    for (const text of texts) {
      const offset = this.#position % this.#capacity;
      const written = put(text, this.#block, offset);
      lengths.push(written);
      this.#position += written;
    }
    return { start, lengths };
  }

  /** Whether nothing was written over the texts since. */
  holds({ start }: TextPlace): boolean {
    return start >= this.#position - this.#capacity;
  }

  /** Whether the texts will hold for as much again as was written since. */
  holdsOn({ start }: TextPlace): boolean {
    return start >= this.#position - this.#capacity / 2;
  }

  /** The texts of a place that still holds: all of them, or the first so many. */
  read({ start, lengths }: TextPlace, count = lengths.length): string[] {
    const block = this.#block ?? new Uint8Array();
    let offset = start % this.#capacity;
    return lengths.slice(0, count).map((length) => {
      const text = decoder.decode(block.subarray(offset, offset + length));
      offset += length;
      return text;
    });
  }
}
