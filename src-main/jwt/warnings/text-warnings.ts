/** Texts that look like others, and tokens that are too big for their way. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { inHeader, inPayload, warning } from './warning.ts';
import type { WarningContext } from './warning-context.ts';

const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u;

export function warnOfConfusableText({ header, claims }: WarningContext): TokenWarning[] {
  const texts = ['iss', 'aud', 'sub', 'scope', 'azp', 'client_id'].flatMap((name) =>
    [claims[name]].flat().map((value) => ({ name, value, more: inPayload(name) })),
  );
  return [...texts, { name: 'kid', value: header.kid, more: inHeader('kid') }].flatMap(({ name, value, more }) => {
    if (typeof value !== 'string') return [];
    const what = invisible.test(value)
      ? 'invisible characters, or characters that change the text direction'
      : isMixed(value)
        ? 'letters of several scripts that look alike'
        : undefined;
    return what === undefined
      ? []
      : [
          warning('confusable-text', 'warn', `${name} has ${what}: it is not the name it appears to be.`, {
            mend: 'Compare it with the expected name in code, not by eye.',
            ...more,
          }),
        ];
  });
}

function isMixed(text: string): boolean {
  return (
    [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u].filter((script) =>
      script.test(text),
    ).length > 1
  );
}

export function warnOfSize({ token }: WarningContext): TokenWarning[] {
  const level =
    token.length > 16_384 ? 'danger' : token.length > 8_192 ? 'warn' : token.length > 4_096 ? 'note' : undefined;
  if (level === undefined) return [];
  return [
    warning(
      'size',
      level,
      `The token has ${token.length} characters; nginx takes headers of 8 KiB, Node 16 KiB in all.`,
      { mend: 'Use fewer claims, or reference them.', place: { part: 'token' } },
    ),
  ];
}
