/** Two tokens side by side, claim by claim. */

import type { ComparedMember } from '../contract/methods/debugger.ts';
import { decodeToken } from './decode-token.ts';
import { describeLength } from './explain/describe-time.ts';
import { findTokens } from './find-token.ts';
import type { JsonObject } from './json-object.ts';
import { readScopes } from './read-claims.ts';
import { spell as spellText } from './spell.ts';

/** @throws Error in words, where one of the texts holds no token */
export function compareTokens(left: string, right: string): ComparedMember[] {
  const [one, other] = [read(left, 'left'), read(right, 'right')];
  return (['header', 'payload'] as const).flatMap((part) => compareMembers(part, one[part], other[part]));
}

function read(text: string, side: string): { header: JsonObject; payload: JsonObject } {
  const [found] = findTokens(text);
  const decoded = found === undefined ? undefined : decodeToken(found);
  if (decoded?.header?.object === undefined) throw new Error(`On the ${side} there is no token that can be read.`);
  return { header: decoded.header.object, payload: decoded.payload?.object ?? {} };
}

function compareMembers(part: ComparedMember['part'], left: JsonObject, right: JsonObject): ComparedMember[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names.map((name) => {
    const isLeft = Object.hasOwn(left, name);
    const isRight = Object.hasOwn(right, name);
    const state = !isRight ? 'left' : !isLeft ? 'right' : spell(left[name]) === spell(right[name]) ? 'same' : 'changed';
    const difference = state === 'changed' ? describeDifference(name, left[name], right[name]) : undefined;
    return {
      part,
      name,
      state,
      ...(isLeft ? { left: JSON.stringify(left[name]) } : {}),
      ...(isRight ? { right: JSON.stringify(right[name]) } : {}),
      ...(difference === undefined ? {} : { difference }),
    };
  });
}

/** JSON whose members stand in one order whatever order they were written in. */
function spell(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

function describeDifference(name: string, left: unknown, right: unknown): string | undefined {
  if (
    ['exp', 'nbf', 'iat', 'auth_time', 'updated_at'].includes(name) &&
    typeof left === 'number' &&
    typeof right === 'number'
  ) {
    return `${describeLength(Math.abs(right - left))} ${right > left ? 'later' : 'earlier'}`;
  }
  const [before, after] =
    name === 'scope' ? [readScopes({ scope: left }), readScopes({ scope: right })] : [left, right];
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  const added = after.filter((one) => !before.includes(one)).map((one) => `+${spellText(one)}`);
  const removed = before.filter((one) => !after.includes(one)).map((one) => `−${spellText(one)}`);
  return [...added, ...removed].join(' ') || 'another order';
}
