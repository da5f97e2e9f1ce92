/**
 * What mail programs, chats, terminals, URLs, logs and web pages do to text, undone one after the other; what was done is
 * said, for a remark. The characters of a token stay in their order.
 */

export interface RepairedText {
  text: string;
  /** Sentences. */
  undone: string[];
}

interface Repair {
  undo(text: string): string;
  describe(before: string): string;
}

const unseen = /[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u061c\u115f\u180e\u202a-\u202e\u2066-\u2069]/g;

const namesOfUnseen: Readonly<Record<string, string>> = {
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u2060': 'word joiner',
  '\ufeff': 'byte order mark',
  '\u00ad': 'soft hyphen',
};

const repairs: readonly Repair[] = [
  {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a terminal writes
    undo: (text) => text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, ''),
    describe: () => 'The colours of a terminal were taken out.',
  },
  { undo: (text) => text.replace(unseen, ''), describe: describeUnseen },
  {
    undo: (text) => text.replace(/=\r?\n/g, '').replace(/=(2E|3D|5F|2D)/g, (_, digits: string) => fromHex(digits)),
    describe: () => 'The line breaks of mail (quoted-printable) were undone.',
  },
  {
    undo: (text) =>
      text
        .replace(/\\+u([0-9a-f]{4})/gi, (_, digits: string) => fromHex(digits))
        .replace(/\\+x([0-9a-f]{2})/gi, (_, digits: string) => fromHex(digits)),
    describe: () => 'Escapes (\\u002e and the like) were undone.',
  },
  {
    undo: (text) =>
      text
        .replace(/&#x([0-9a-f]{1,5});/gi, (_, digits: string) => fromHex(digits))
        .replace(/&#(\d{1,6});/g, (_, digits: string) => String.fromCodePoint(Math.min(Number(digits), 0x10ffff)))
        .replace(
          /&(period|lowbar|hyphen|dash|quot|amp|nbsp|shy|ZeroWidthSpace);/g,
          (_, name: string) => entities[name] ?? '',
        )
        .replace(/<\/?(?:wbr|br|span|b|i|em|code|font|mark)\b[^>]{0,200}>/gi, ''),
    describe: () => 'The markup of a web page was undone.',
  },
  { undo: undoPercent, describe: () => 'Percent-encoding (%2E and the like) was undone.' },
  { undo: undoPercent, describe: () => 'Percent-encoding was undone once more.' },
  {
    undo: (text) =>
      text
        .replace(/[\u2024\uff0e\u3002\u00b7\u2027]/g, '.')
        .replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/g, '-')
        .replace(/\uff3f/g, '_'),
    describe: () => 'Dots and dashes that only look like those of a token were replaced.',
  },
  {
    undo: (text) => text.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' '),
    describe: () => 'Spaces that do not break were replaced.',
  },
];

const entities: Readonly<Record<string, string>> = {
  period: '.',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  quot: '"',
  amp: '&',
  nbsp: ' ',
  shy: '',
  ZeroWidthSpace: '',
};

/** The text after each repair that changes something, the least repaired first. */
export function* repairText(text: string): Generator<RepairedText> {
  let repaired: RepairedText = { text, undone: [] };
  for (const { undo, describe } of repairs) {
    const next = undo(repaired.text);
    if (next === repaired.text) continue;
    repaired = { text: next, undone: [...repaired.undone, describe(repaired.text)] };
    yield repaired;
  }
}

function describeUnseen(text: string): string {
  const [first, ...others] = [...text.matchAll(unseen)];
  const character = first?.[0] ?? '';
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  const name = namesOfUnseen[character] ?? 'character that is not seen';
  const place = `U+${code}, at character ${(first?.index ?? 0) + 1}`;
  return others.length === 0
    ? `A ${name} was taken out (${place}).`
    : `${others.length + 1} characters that are not seen were taken out (the first, a ${name}: ${place}).`;
}

function undoPercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

function fromHex(digits: string): string {
  const code = Number.parseInt(digits, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
