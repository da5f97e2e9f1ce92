/** Every header parameter and claim in words: what it is, where it is defined, and what is remarkable about its value. */
import type { Explanation, FoundToken } from '../../contract/entities/token-report.ts';
import type { DecodedPart } from '../decode-token.ts';
import type { JsonObject } from '../json-object.ts';
import type { KeyPlatform, KnownParties } from '../ports.ts';
import { readTime } from '../read-time.ts';
import { compareAccessTokenHash } from './access-token-hash.ts';
import { findClaimMeaning, type Meaning } from './claim-meanings.ts';
import { remarkOnClaim } from './claim-remarks.ts';
import { findHeaderMeaning } from './header-meanings.ts';
import { remarkOnHeader } from './header-remarks.ts';
import { findNamedEntities } from './named-entities.ts';

export interface Explained {
  header: DecodedPart | undefined;
  payload: DecodedPart | undefined;
  claims: JsonObject;
  parties: KnownParties;
  platform: KeyPlatform;
  /** Other tokens of the same text. */
  beside: readonly FoundToken[];
}

/** Members beyond this number are not explained one by one. */
const mostMembers = 500;
/** Characters of a value. */
const longestValue = 2_000;

export function explainToken({ header, payload, claims, parties, platform, beside }: Explained): Explanation[] {
  const parameters = header?.object ?? {};
  return [
    ...Object.entries(parameters)
      .slice(0, mostMembers)
      .map(([name, value]) => ({
        ...explain('header', name, value, {
          meaning: findHeaderMeaning(name),
          decoded: header,
          remark: remarkOnHeader(name, value, { header: parameters, claims, platform }),
        }),
        ...withEntities(findNamedEntities(name, name === 'kid' ? value : undefined, claims, parties)),
      })),
    ...Object.entries(claims)
      .slice(0, mostMembers)
      .map(([name, value]) => ({
        ...explain('payload', name, value, {
          meaning: findClaimMeaning(name),
          decoded: payload,
          remark:
            name === 'at_hash'
              ? remarkOnHash(parameters, claims, beside, platform)
              : remarkOnClaim(name, value, claims, parties),
        }),
        ...withEntities(name === 'kid' ? [] : findNamedEntities(name, value, claims, parties)),
      })),
  ];
}

function withEntities(entities: NonNullable<Explanation['entities']>): Pick<Explanation, 'entities'> {
  return entities.length === 0 ? {} : { entities };
}

function remarkOnHash(
  header: JsonObject,
  claims: JsonObject,
  beside: readonly FoundToken[],
  platform: KeyPlatform,
): string {
  const compared = compareAccessTokenHash(header, claims, beside, platform);
  if (compared === undefined) return 'Paste the access token next to it to compare the two.';
  return compared.fits
    ? `Fits the ${compared.name} beside it.`
    : `Does not fit the ${compared.name} beside it: they were not issued together.`;
}

interface Known {
  meaning: Meaning | undefined;
  decoded: DecodedPart | undefined;
  remark: string | undefined;
}

function explain(
  part: Explanation['part'],
  name: string,
  value: unknown,
  { meaning, decoded, remark }: Known,
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
        ? 'Not a registered header parameter.'
        : 'Not a registered claim: ask the issuer what it means.'),
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
