/** Which rows a filter lets through. */
import type { TrafficRow } from '../../contract/entities/traffic-row.ts';
import { readTrafficFilter, type TrafficField, type TrafficTerm } from '../../contract/traffic-filter.ts';

export function trafficPredicate(filter: string): (row: TrafficRow) => boolean {
  const terms = readTrafficFilter(filter);
  return (row) => {
    // Put together once a row, however many words there are, and only where there is one.
    let text: string | undefined;
    const includesWord = (word: string) => {
      text ??= textOf(row);
      return text.includes(word);
    };
    const matches = ({ field, value }: TrafficTerm) =>
      field === undefined ? includesWord(value) : fieldMatches[field](row, value);
    return terms.every((term) => matches(term) !== term.isLeftOut);
  };
}

const fieldMatches: Record<TrafficField, (row: TrafficRow, value: string) => boolean> = {
  kind: ({ kind }, value) => kind === value,
  outcome: ({ outcome }, value) => outcome === value,
  /** `403` or `4xx`. */
  status: ({ status }, value) => isStatusLike(String(status), value),
  app: ({ client_id, client_name }, value) => equals(client_id, value) || includes(client_name, value),
  api: ({ api, audience }, value) => equals(api?.id, value) || includes(api?.name, value) || includes(audience, value),
  method: ({ method }, value) => equals(method, value),
  path: ({ url }, value) => includes(url.split('?')[0], value),
  type: ({ type }, value) => equals(type, value),
  fault: ({ fault }, value) =>
    fault !== undefined && (value === 'any' || fault.split(', ').some((one) => equals(one, value))),
};

function isStatusLike(status: string, pattern: string): boolean {
  return pattern.length === status.length && [...pattern].every((one, at) => one === 'x' || one === status[at]);
}

function textOf({
  words,
  description,
  url,
  client_id,
  client_name,
  audience,
  api,
  status,
  log_id,
}: TrafficRow): string {
  return [words, description, url, client_id, client_name, audience, api?.name, status, log_id]
    .join('\n')
    .toLowerCase();
}

function equals(text: string | undefined, value: string): boolean {
  return text?.toLowerCase() === value;
}

function includes(text: string | undefined, value: string): boolean {
  return text?.toLowerCase().includes(value) === true;
}
