/** Values that are about a person, whatever their claim is called. */
import { spell } from '../spell.ts';

/** Claims whose values are ids and addresses of programs. */
const technical = new Set([
  'iss',
  'aud',
  'azp',
  'client_id',
  'jti',
  'scope',
  'permissions',
  'exp',
  'iat',
  'nbf',
  'auth_time',
  'cnf',
  'sid',
  'nonce',
  'at_hash',
  'c_hash',
  's_hash',
  'ath',
]);

const kinds: readonly { what: string; form: RegExp; holds?: (text: string) => boolean }[] = [
  { what: 'an email address', form: /^[^\s@|]+@[^\s@|]+\.[a-z]{2,}$/i },
  { what: 'a bank account (IBAN)', form: /^[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}$/, holds: isIban },
  { what: 'a payment card', form: /^\d(?:[ -]?\d){12,18}$/, holds: isCardNumber },
  {
    what: 'a national id',
    form: /^(?:\d{3}-\d{2}-\d{4}|[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z])$/,
  },
  { what: 'a phone number', form: /^\+\d[\d ()/.-]{6,20}\d$/ },
  { what: 'an IP address', form: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/ },
  { what: 'an IP address', form: /^(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})(?::?[0-9a-f]{1,4})*$/i },
  {
    what: 'a street address',
    form: /^(?:\d{1,5} (?:[A-Z][\w.]* ){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Ln|Lane|Dr|Drive|Blvd|Way)\.?|[A-ZÄÖÜ][\wäöüß.-]*(?:straße|strasse|str\.|weg|platz|allee) \d{1,4}[a-z]?)\b/,
  },
];

export function looksPersonal(value: unknown, claim: string): string | undefined {
  if (technical.has(claim) || (typeof value !== 'string' && typeof value !== 'number')) return undefined;
  const text = spell(value).trim();
  if (text.length < 7 || text.length > 200) return undefined;
  const kind = kinds.find(({ form, holds }) => form.test(text) && (holds === undefined || holds(text)));
  return kind === undefined ? undefined : `${claim} looks like ${kind.what}`;
}

/** ISO 13616: remainder 1 modulo 97. */
function isIban(text: string): boolean {
  const bare = text.replace(/ /g, '');
  const digits = `${bare.slice(4)}${bare.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return bare.length >= 15 && [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** ISO/IEC 7812, Luhn's check digit; cards begin with 2 to 6. */
function isCardNumber(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number).reverse();
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return sum % 10 === 0 && /^[2-6]/.test(text);
}
