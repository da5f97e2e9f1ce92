/** Why an API may refuse a good token, and what to set in it: people meet this first. */
import type { CheckInput, CheckResult } from '../contract/entities/api-check.ts';
import type { Conversation } from './conversation.ts';
import type { ReadAnswer } from './read-answer.ts';

export interface FoundControl {
  issuer: string;
  scopes: readonly string[];
  isAccepted: boolean;
  answer: ReadAnswer;
  result: CheckResult;
}

export async function describeControl(
  { answer, issuer }: FoundControl,
  { audience, unprotected_url: open }: CheckInput,
  issuers: readonly string[],
  conversation: Conversation,
): Promise<string> {
  const settings = `It has to trust the issuer ${issuers.join(' or ')} (with the slash), the audience ${audience}, and the keys at ${issuer}.well-known/jwks.json.`;
  if (answer.status === 0) return `The API gives no answer: ${answer.failure}.`;
  if (answer.status === 401) return `The API refuses the good token (${answer.words}). ${settings}`;
  if (answer.status === 403) {
    return `The API knows the token, and refuses what it allows (${answer.words}): name the permission that the route needs.`;
  }
  const hint = open === undefined ? '' : await describeOpenRoute(open, conversation);
  if (answer.status === 404) return `There is no such route (404).${hint} Is the address right?`;
  if (answer.status === 400 || answer.status === 415 || answer.status === 422) {
    return `The route wants another request (${answer.words}): give it the body and the headers that it needs.`;
  }
  if (answer.status >= 500) return `The API breaks with a good token (${answer.words}).${hint} ${settings}`;
  return `The good token gets ${answer.words} in place of 2xx.${hint} ${settings}`;
}

async function describeOpenRoute(url: string, { send }: Conversation): Promise<string> {
  const { pathname } = new URL(url);
  const { status } = await send({ path: () => pathname, method: 'GET' });
  return ` The route without protection answers ${status}.`;
}
