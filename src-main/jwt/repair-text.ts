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
    describe: () => 'Terminal colors were removed.',
  },
  { undo: (text) => text.replace(unseen, ''), describe: describeUnseen },
  {
    undo: (text) => text.replace(/=\r?\n/g, '').replace(/=(2E|3D|5F|2D)/g, (_, digits: string) => fromHex(digits)),
    describe: () => 'Quoted-printable line breaks (email) were removed.',
  },
  {
    undo: (text) =>
      text
        .replace(/\\+u([0-9a-f]{4})/gi, (_, digits: string) => fromHex(digits))
        .replace(/\\+x([0-9a-f]{2})/gi, (_, digits: string) => fromHex(digits)),
    describe: () => 'Escapes (such as \\u002e) were decoded.',
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
    describe: () => 'HTML markup was removed.',
  },
  { undo: undoPercent, describe: () => 'Percent-encoding (such as %2E) was decoded.' },
  { undo: undoPercent, describe: () => 'Percent-encoding was decoded a second time.' },
  {
    undo: (text) =>
      text
        .replace(/[\u2024\uff0e\u3002\u00b7\u2027]/g, '.')
        .replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/g, '-')
        .replace(/\uff3f/g, '_'),
    describe: () => 'Look-alike dots and dashes were replaced.',
  },
  {
    undo: (text) => text.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' '),
    describe: () => 'Non-breaking spaces were replaced.',
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
    ? `A ${name} was removed (${place}).`
    : `${others.length + 1} invisible characters were removed (the first, a ${name}: ${place}).`;
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
