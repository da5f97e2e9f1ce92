/** What an answer means, measured by the control: accepted, refused, broken, or come at a bad moment. */
import { STATUS_CODES } from 'node:http';
import type { SentAnswer } from './send-attempt.ts';

export type Reading = 'accepted' | 'refused' | 'broken' | 'busy';

export interface ReadAnswer extends SentAnswer {
  reading: Reading;
  /** The answer in a few words, such as `401 Bearer error="invalid_token"`. */
  words: string;
}

/** What answers are measured by. */
export interface Measure {
  /** To the good token. */
  control?: SentAnswer;
  /** To the request without a token. */
  withoutToken?: SentAnswer;
  /** More statuses that are a refusal. */
  refusedStatuses: readonly number[];
}

export function readAnswer(answer: SentAnswer, measure: Measure): ReadAnswer {
  return { ...answer, reading: read(answer, measure), words: describe(answer) };
}

function read(answer: SentAnswer, { control, withoutToken, refusedStatuses }: Measure): Reading {
  const { status } = answer;
  if (status === 429) return 'busy';
  if (refusedStatuses.includes(status)) return 'refused';
  if (status === 0) return 'broken';
  if (status >= 500) return status === 501 || status === 505 ? 'refused' : 'broken';
  if (status >= 400) return 'refused';
  // Redirects lead to a page to sign in: what a good token does not get.
  if (status >= 300) return control !== undefined && control.status === status ? 'accepted' : 'refused';
  if (control === undefined || withoutToken === undefined || !isSuccess(withoutToken)) return 'accepted';
  // An API that answers 200 with an error in the body.
  return isAlike(answer, withoutToken) && !isAlike(answer, control) ? 'refused' : 'accepted';
}

export function isSuccess({ status }: SentAnswer): boolean {
  return status >= 200 && status < 300;
}

/** The same status and the same text, or JSON with the same members: times and ids may differ. */
export function isAlike(one: SentAnswer, other: SentAnswer): boolean {
  if (one.status !== other.status) return false;
  return one.body === other.body || membersOf(one.body) === membersOf(other.body);
}

function membersOf(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (Array.isArray(value)) return 'a list';
    return typeof value === 'object' && value !== null ? Object.keys(value).sort().join() : `${typeof value} ${body}`;
  } catch {
    return `text ${body}`;
  }
}

const longestChallenge = 160;

function describe({ status, headers, failure }: SentAnswer): string {
  if (failure !== undefined) return failure;
  const challenge = headers['www-authenticate'];
  const shown = challenge === undefined || status < 400 ? '' : `, ${challenge.slice(0, longestChallenge)}`;
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim() + shown;
}
