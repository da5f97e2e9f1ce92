/** The client credentials exchange (RFC 6749 §4.4) as five steps between three parties, with the values of a real run. */
import type { GettingStarted } from '#contract/methods/getting-started.ts';
import type { Status } from '#contract/methods/tenant.ts';
import type { Output } from '#contract/methods.ts';

export type Run = Output<'tokens.request'>;
export type Party = 'application' | 'tenant' | 'api';

/** `yours`: happens between your programs, where nobody here can watch. */
export type StepState = 'waiting' | 'running' | 'done' | 'refused' | 'yours';

export interface Step {
  from: Party;
  to: Party;
  title: string;
  /** What goes over the wire, in a word or two. */
  value: string;
  /** The same in full. */
  detail: string;
  state: StepState;
  /** Why it was refused, and the way out. */
  mend?: string;
}

export const stateWords: Record<StepState, string> = {
  waiting: 'not run yet',
  running: 'running',
  done: 'done',
  refused: 'refused',
  yours: 'between your applications',
};

interface Exchange {
  example: GettingStarted['example'];
  status: Status | undefined;
  run: Run | undefined;
  isRunning: boolean;
  checklist: Pick<GettingStarted['checklist'], 'jwksFetched'>;
}

export function buildSequence({ example, status, run, isRunning, checklist }: Exchange): Step[] {
  const shownRun = isRunning ? undefined : run;
  const audience = example?.audience ?? "your API's identifier";
  return [
    {
      from: 'application',
      to: 'tenant',
      title: 'Requests a token',
      value: 'POST /oauth/token',
      detail: `grant_type=client_credentials, client_id=${example?.client_id ?? '…'}, audience=${audience}`,
      state: isRunning ? 'running' : run ? 'done' : 'waiting',
    },
    answerOf(shownRun),
    {
      from: 'application',
      to: 'api',
      title: 'Calls your API with the token',
      value: `Authorization: Bearer ${shownRun?.token ? `${shownRun.token.token.slice(0, 12)}…` : 'eyJ…'}`,
      detail: 'The token travels in the Authorization header (RFC 6750).',
      state: 'yours',
    },
    {
      from: 'api',
      to: 'tenant',
      title: 'Fetches the public keys',
      value: 'GET jwks.json',
      detail: `GET ${status?.jwksUri ?? '/.well-known/jwks.json'}, once in a while`,
      state: checklist.jwksFetched ? 'done' : 'yours',
    },
    {
      from: 'api',
      to: 'application',
      title: 'Checks signature, issuer, audience, time, scope',
      value: '200, or 401 or 403 if one fails',
      detail: `Issuer ${status?.issuer ?? 'of this tenant'}, audience ${audience}`,
      state: 'yours',
    },
  ];
}

function answerOf(run: Run | undefined): Step {
  const answer = { from: 'tenant', to: 'application', title: 'Returns a token' } as const;
  if (run === undefined) {
    return {
      ...answer,
      value: '200 access_token',
      detail: 'access_token, token_type, expires_in, scope',
      state: 'waiting',
    };
  }
  if (run.token === undefined) {
    const refusal: Step = {
      ...answer,
      title: 'Refuses',
      value: `${run.status} ${errorCode(run.response.body)}`,
      detail: run.response.body,
      state: 'refused',
    };
    return run.hint === undefined ? refusal : { ...refusal, mend: run.hint };
  }
  const { scope } = run.token.payload ?? {};
  return {
    ...answer,
    value: `${run.status} in ${Math.max(1, Math.round(run.duration))} ms`,
    detail: typeof scope === 'string' ? `An access token with the scope ${scope}` : 'An access token without a scope',
    state: 'done',
  };
}

/** RFC 6749 §5.2: the `error` of a refusal; nothing where the answer is of another kind. */
function errorCode(body: string): string {
  try {
    const { error } = JSON.parse(body);
    return typeof error === 'string' ? error : '';
  } catch {
    return '';
  }
}
