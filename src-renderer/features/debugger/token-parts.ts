export interface TextPart {
  /** Where the part begins: its key in a list. */
  at: number;
  text: string;
  /** Absent for what is no part of a token. */
  part?: 'header' | 'payload' | 'signature';
}

/** A JWS in compact form, also one that lost its signature or its end. */
const jws = /eyJ[\w-]*(?:\.[\w-]*){0,2}/g;
const names = ['header', 'payload', 'signature'] as const;

/** The text, cut where the parts of tokens begin and end; joined again it is the same text. */
export function findTokenParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  const push = (to: number, part?: TextPart['part']) => {
    if (to > end) parts.push({ at: end, text: text.slice(end, to), ...(part && { part }) });
    end = to;
  };
  for (const match of text.matchAll(jws)) {
    push(match.index);
    for (const [index, segment] of match[0].split('.').entries()) {
      if (index > 0) push(end + 1);
      push(end + segment.length, names[index]);
    }
  }
  push(text.length);
  return parts;
}
