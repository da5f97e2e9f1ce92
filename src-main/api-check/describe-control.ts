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
  const settings = `Configure it with the issuer ${issuers.join(' or ')} (including the slash), the audience ${audience}, and the JWKS at ${issuer}.well-known/jwks.json.`;
  if (answer.status === 0) return `The API doesn't respond: ${answer.failure}.`;
  if (answer.status === 401) return `The API refuses a valid token (${answer.words}). ${settings}`;
  if (answer.status === 403) {
    return `The API accepts the token but not its permissions (${answer.words}). Enter the permission the route requires.`;
  }
  const hint = open === undefined ? '' : await describeOpenRoute(open, conversation);
  if (answer.status === 404) return `The route doesn't exist (404).${hint} Check the URL.`;
  if (answer.status === 400 || answer.status === 415 || answer.status === 422) {
    return `The route expects a different request (${answer.words}). Provide the body and headers it needs.`;
  }
  if (answer.status >= 500) return `The API fails with a valid token (${answer.words}).${hint} ${settings}`;
  return `The valid token gets ${answer.words} instead of 2xx.${hint} ${settings}`;
}

async function describeOpenRoute(url: string, { send }: Conversation): Promise<string> {
  const { pathname } = new URL(url);
  const { status } = await send({ path: () => pathname, method: 'GET' });
  return ` The unprotected route returns ${status}.`;
}
