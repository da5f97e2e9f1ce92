/**
 * The filter of the traffic, as people type it and as an address carries it: words that all have to occur, and
 * `field:value` such as `status:403 app:nightly api:appointments outcome:refused`. `-` before either leaves it out.
 * Nothing is refused: what is no field is looked for as a word.
 */

export const trafficFields = ['kind', 'outcome', 'status', 'app', 'api', 'method', 'path', 'type', 'fault'] as const;
export type TrafficField = (typeof trafficFields)[number];

/** How an exchange ended: answered, refused by a rule, or failed (5xx, or no answer at all). */
export const outcomes = ['ok', 'refused', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

export interface TrafficTerm {
  /** Undefined for a word that may occur anywhere. */
  field: TrafficField | undefined;
  /** In lower case. */
  value: string;
  isLeftOut: boolean;
}

/** Terms that are looked for: what is beyond them would keep a search of a full ring busy for seconds. */
const mostTerms = 40;

const term = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/gi;

export function readTrafficFilter(text: string): TrafficTerm[] {
  return [...text.matchAll(term)].slice(0, mostTerms).map(([whole, minus = '', name, quoted, bare]) => {
    const field = trafficFields.find((one) => one === name?.toLowerCase());
    const isLeftOut = minus === '-' && whole.length > 1;
    const word = field === undefined && name !== undefined ? whole.slice(minus.length) : (quoted ?? bare ?? '');
    return { field, value: word.replaceAll('"', '').toLowerCase(), isLeftOut };
  });
}

/** The value that the filter names for a field, where it names one and does not leave it out. */
export function filteredValue(text: string, field: TrafficField): string | undefined {
  return readTrafficFilter(text).find((one) => one.field === field && !one.isLeftOut)?.value;
}

/** The filter with one value for a field, or without the field. */
export function withFilteredValue(text: string, field: TrafficField, value: string | undefined): string {
  const rest = [...text.matchAll(term)]
    .filter(([, minus, name]) => minus === '-' || name?.toLowerCase() !== field)
    .map(([whole]) => whole);
  return [...rest, ...(value === undefined ? [] : [toTrafficTerm(field, value)])].join(' ');
}

/** `app:"Nightly Job"` */
export function toTrafficTerm(field: TrafficField, value: string): string {
  const plain = value.replaceAll('"', '');
  return `${field}:${/\s/.test(plain) ? `"${plain}"` : plain}`;
}
