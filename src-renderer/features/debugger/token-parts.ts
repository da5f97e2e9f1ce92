/** The text of the field, cut where the parts of its tokens begin and end. */
import type { FoundToken } from '#contract/entities/token-report.ts';

export const partNames = ['header', 'payload', 'signature'] as const;
export type PartName = (typeof partNames)[number];

export interface TextPart {
  /** Where the part begins: its key in a list. */
  at: number;
  text: string;
  /** Absent for what is no part of a token. */
  part?: PartName;
  isDamaged?: boolean;
}

type Place = Pick<FoundToken, 'start' | 'end' | 'form' | 'damage'>;

/** A JWS in compact form, also one that lost its signature or its end. */
const jws = /eyJ[\w-]*(?:\.[\w-]*){0,2}/g;

/** @param found what was found in this very text; guessed, until that is known. Joined again it is the same text. */
export function findTokenParts(text: string, found?: readonly Place[]): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  const push = (to: number, more: Pick<TextPart, 'part' | 'isDamaged'> = {}) => {
    if (to > end) parts.push({ at: end, text: text.slice(end, to), ...more });
    end = Math.max(end, to);
  };
  for (const place of found?.filter(isCompact) ?? guess(text)) {
    if (place.start < end) continue;
    push(place.start);
    const names = namesOf(place, text);
    const damaged = damagedName(place, names);
    for (const [index, segment] of text.slice(place.start, place.end).split('.').entries()) {
      if (index > 0) push(end + 1, damaged === 'token' ? { isDamaged: true } : {});
      const part = names[index];
      const isDamaged = damaged === 'token' || (damaged !== undefined && part === damaged);
      push(end + segment.length, { ...(part && { part }), ...(isDamaged && { isDamaged }) });
    }
  }
  push(text.length);
  return parts;
}

/** Of the text between `start` and `end`; escaped and JSON forms are not cut. */
function isCompact({ form }: Place): boolean {
  return form === 'jws' || form === 'jwe' || form === 'sd_jwt' || form === 'opaque';
}

function guess(text: string): Place[] {
  return [...text.matchAll(jws)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
    form: 'jws',
  }));
}

/** Of an encrypted token only the header can be read. */
function namesOf({ form, start, end }: Place, text: string): readonly PartName[] {
  if (form === 'opaque' || text.slice(start, end).includes('%')) return [];
  return form === 'jwe' ? partNames.slice(0, 1) : partNames;
}

/** A part that is missing altogether is missed where the token ends. */
function damagedName({ damage }: Place, names: readonly PartName[]): PartName | 'token' | undefined {
  if (damage === undefined) return undefined;
  return names.length === 0 ? 'token' : damage.part;
}

/** @returns the part at a place of the text */
export function partAt(parts: readonly TextPart[], at: number): PartName | undefined {
  return parts.find((part) => at >= part.at && at < part.at + part.text.length)?.part;
}
