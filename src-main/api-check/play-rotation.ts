/** How the cases of keys over time are played: another JWKS is served, and the API is brought to ask for it. */
import { bearer } from './attempt.ts';
import type { Played, Stage } from './check-case.ts';
import { coolDown } from './played-tenant.ts';
import type { ReadAnswer } from './read-answer.ts';
import { type GrownKind, grownKeySet, makeNewKey, newKid } from './tokens/grown-key-set.ts';

const notFetched = "The API didn't fetch the JWKS during this run. It uses a fixed key or its cache.";
export const notAgain = "The API didn't refetch the JWKS: its cache is still fresh.";

export const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

/** Serves the grown key set, and gets the API to ask for it. @returns whether it has */
export async function growKeySet(stage: Stage): Promise<boolean> {
  const { kit, tenant } = stage;
  serveJson(stage, grownKeySet(kit));
  const before = tenant.fetches;
  await stage.send(bearer(kit.token({}, { kid: newKid }, makeNewKey(kit.keys.own.alg))));
  return tenant.fetches > before;
}

/** Serves a JWKS to the API under check. */
export function serveJson({ tenant }: Stage, value: object): void {
  tenant.serve({ status: 200, headers: jsonHeaders, body: JSON.stringify(value) });
}

/** A case that cannot be played here. */
export function skip(reason: string): Played {
  return { verdict: 'not_run', got: 'not sent', reason };
}

/** What a case that expects *accepted* makes of the answer. */
export function accepted(answer: ReadAnswer, words: string, otherwise: string): Played {
  return {
    verdict: answer.reading === 'accepted' ? 'as_expected' : 'refuses_right',
    got: answer.words,
    reason: answer.reading === 'accepted' ? words : otherwise,
    answer,
  };
}

/** What a case that expects *refused* makes of the answer. */
export function refused(answer: ReadAnswer, words: string, otherwise: string): Played {
  const isAccepted = answer.reading === 'accepted';
  return {
    verdict: isAccepted ? 'accepts_wrong' : 'as_expected',
    got: answer.words,
    reason: isAccepted ? otherwise : words,
    answer,
  };
}

/** Runs a case only where the API takes its keys from the tenant. */
export function playing(play: (stage: Stage) => Promise<Played>): (stage: Stage) => Promise<Played> {
  return async (stage) => {
    if (!(await asksForKeys(stage))) return skip(notFetched);
    try {
      return await play(stage);
    } finally {
      stage.tenant.serveOwn();
    }
  };
}

async function asksForKeys({ kit, tenant, send, wait, mayWait }: Stage): Promise<boolean> {
  const probe = () => send(bearer(kit.token({}, { kid: 'unknown-kid' }, kit.keys.foreign)));
  if (tenant.fetches > 0) return true;
  await probe();
  if (tenant.fetches > 0 || !tenant.wasAskedBefore || !mayWait) return tenant.fetches > 0;
  await wait(coolDown + 1_000, 'until the API may refetch the JWKS');
  await probe();
  return tenant.fetches > 0;
}

/** The grown key set, once the API has it: what only some of the cases can wait for. */
export const grown = new WeakMap<Stage['tenant'], GrownKind>();

/** Runs a case only where the API has the grown key set. */
export function withGrownKeys(play: (stage: Stage) => Promise<Played>): (stage: Stage) => Promise<Played> {
  return playing(async (stage) => {
    const kind = grown.get(stage.tenant);
    if (kind === undefined) return skip(notAgain);
    if (kind === 'plain') return skip('It rejects key sets with other key types: see jwks-extra-keys.');
    serveJson(stage, grownKeySet(stage.kit));
    return play(stage);
  });
}

/** Whether good tokens pass, after a wait if need be: the case before may have left it with other keys. */
export async function hasItsKeys({ kit, send, wait, mayWait }: Stage): Promise<boolean> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if ((await send(bearer(kit.token()))).reading === 'accepted') return true;
    if (!mayWait) return false;
    await wait(coolDown / 2 + 1_000, 'until the API refetches the JWKS');
  }
  return false;
}
