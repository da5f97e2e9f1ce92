/** JSON that is written already: what is answered often is written once. */

/** Secrets that an answer can carry. Log events carry masked ones. */
const secretMembers = /"(?:client_secret|signing_secret)":(?!"\*\*\*")/;

export class JsonText {
  readonly text: string;
  /** Whether a secret of the tenant stands in it: reads of those are logged. */
  readonly showsSecret: boolean;
  #bytes: Buffer | undefined;

  constructor(text: string, showsSecret: boolean) {
    this.text = text;
    this.showsSecret = showsSecret;
  }

  /** In UTF-8, for what goes out more than once. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.text);
    return this.#bytes;
  }

  static of(value: unknown): JsonText {
    const text = JSON.stringify(value) ?? '';
    return new JsonText(text, secretMembers.test(text));
  }

  static list(items: readonly JsonText[]): JsonText {
    return new JsonText(
      `[${items.map(({ text }) => text).join(',')}]`,
      items.some(({ showsSecret }) => showsSecret),
    );
  }

  /** An object of the members, in their order. */
  static object(members: Readonly<Record<string, JsonText | number | string>>): JsonText {
    const written = Object.entries(members).map(([name, value]) => {
      return `${JSON.stringify(name)}:${value instanceof JsonText ? value.text : JSON.stringify(value)}`;
    });
    const showsSecret = Object.values(members).some((value) => value instanceof JsonText && value.showsSecret);
    return new JsonText(`{${written.join(',')}}`, showsSecret);
  }
}
