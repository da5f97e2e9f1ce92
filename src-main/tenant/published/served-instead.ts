/** Who asks for the published documents, and what some of them get in place of these: for a check that plays a case. */

export type PublishedName = 'jwks' | 'discovery';

export interface Asker {
  document: PublishedName;
  userAgent: string;
}

/** An answer in place of a document. */
export interface ServedDocument {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Milliseconds before it is sent. */
  delay?: number;
  /** The connection ends without an answer. */
  isDropped?: true;
}

interface Serving {
  document: PublishedName;
  isFor(asker: Asker): boolean;
  answer: ServedDocument;
}

/** Nothing of it is kept: it ends with the process, if not before. */
export class ServedInstead {
  readonly #listeners = new Set<(asker: Asker) => void>();
  readonly #servings = new Set<Serving>();

  /** Whether nobody listens and every document is served as it is: all that a request is asked in the usual case. */
  get isQuiet(): boolean {
    return this.#listeners.size === 0 && this.#servings.size === 0;
  }

  /** @returns what ends it */
  watch(listener: (asker: Asker) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @returns what ends it */
  serve(document: PublishedName, isFor: (asker: Asker) => boolean, answer: ServedDocument): () => void {
    const serving = { document, isFor, answer };
    this.#servings.add(serving);
    return () => void this.#servings.delete(serving);
  }

  /** Tells who asks. @returns what to answer in place of the document */
  asked(asker: Asker): ServedDocument | undefined {
    for (const listener of this.#listeners) listener(asker);
    return [...this.#servings].find(({ document, isFor }) => document === asker.document && isFor(asker))?.answer;
  }
}
