/** Every header parameter and claim in words: what it is, where it is defined, and what is remarkable about its value. */
import type { Explanation } from '../../contract/entities/token-report.ts';
import type { DecodedPart, JsonObject } from '../decode-token.ts';
import type { KnownParties } from '../ports.ts';
import { readTime } from '../read-time.ts';
import { findClaimMeaning, type Meaning } from './claim-meanings.ts';
import { remarkOnClaim } from './claim-remarks.ts';
import { findHeaderMeaning } from './header-meanings.ts';
import { remarkOnHeader } from './header-remarks.ts';

export interface Explained {
  header: DecodedPart | undefined;
  payload: DecodedPart | undefined;
  claims: JsonObject;
  parties: KnownParties;
}

/** Members beyond this number are not explained one by one. */
const mostMembers = 500;
/** Characters of a value. */
const longestValue = 2_000;

export function explainToken({ header, payload, claims, parties }: Explained): Explanation[] {
  const parameters = Object.entries(header?.object ?? {}).slice(0, mostMembers);
  const members = Object.entries(claims).slice(0, mostMembers);
  return [
    ...parameters.map(([name, value]) =>
      explain(
        'header',
        name,
        value,
        findHeaderMeaning(name),
        header,
        remarkOnHeader(name, value, header?.object ?? {}, claims),
      ),
    ),
    ...members.map(([name, value]) =>
      explain('payload', name, value, findClaimMeaning(name), payload, remarkOnClaim(name, value, claims, parties)),
    ),
  ];
}

function explain(
  part: Explanation['part'],
  name: string,
  value: unknown,
  meaning: Meaning | undefined,
  decoded: DecodedPart | undefined,
  remark: string | undefined,
): Explanation {
  const { seconds, meant } = meaning?.isTime === true ? readTime(value) : {};
  const time = meant ?? seconds;
  const wrongType =
    meaning?.type === undefined || typeOf(value) === meaning.type
      ? undefined
      : `It should be ${/^[ao]/.test(meaning.type) ? 'an' : 'a'} ${meaning.type}.`;
  const remarks = [wrongType, remark].filter((one) => one !== undefined).join(' ');
  return {
    part,
    name,
    value: spell(name, value, decoded),
    meaning:
      meaning?.meaning ??
      (part === 'header'
        ? 'A parameter that no standard known here defines.'
        : 'A claim that no standard known here defines: ask the issuer.'),
    section: meaning?.section ?? (part === 'header' ? 'RFC 7515 §4.3' : 'RFC 7519 §4.3'),
    ...(remarks === '' ? {} : { remark: remarks }),
    ...(time === undefined ? {} : { time }),
  };
}

/** Numbers that a double cannot hold are shown as they are written. */
function spell(name: string, value: unknown, decoded: DecodedPart | undefined): string {
  const exact = decoded?.scan?.inexactNumbers.get(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const text = exact ?? JSON.stringify(value) ?? '';
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
