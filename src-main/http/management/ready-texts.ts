import { JsonText } from '../json-text.ts';

/** Texts that are held; when there are more, all of them are made again as they are asked for. */
const mostTexts = 5_000;

/** What entities say to a caller, written once: entities are replaced, never altered, so what one says stays what it says. */
export class ReadyTexts<Entity extends object> {
  #texts = new WeakMap<Entity, Map<string, JsonText>>();
  #count = 0;

  /** @param asked what the text depends on beside the entity, such as the address that was asked */
  of(entity: Entity, asked: string, present: () => object): JsonText {
    const made = this.#texts.get(entity);
    const known = made?.get(asked);
    if (known !== undefined) return known;
    if (this.#count >= mostTexts) this.clear();
    const text = JsonText.of(present());
    const texts = this.#texts.get(entity) ?? new Map<string, JsonText>();
    this.#texts.set(entity, texts.set(asked, text));
    this.#count += 1;
    return text;
  }

  clear(): void {
    this.#texts = new WeakMap();
    this.#count = 0;
  }
}
