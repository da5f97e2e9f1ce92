/** A run of the battery against an API: the control, the groups in their order, and the tenant put back. */
import {
  type CheckGroup,
  type CheckInput,
  type CheckReport,
  type CheckResult,
  checkGroupNames,
  countResults,
  gradeResults,
} from '../contract/entities/api-check.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { type Attacker, startAttacker } from './attacker.ts';
import { bearer } from './attempt.ts';
import { controlId, noTokenId } from './cases/control.ts';
import { battery } from './cases/index.ts';
import type { CheckCase } from './check-case.ts';
import { type CheckTarget, findTarget, readAddress } from './check-target.ts';
import { chooseBattery } from './choose-battery.ts';
import { chooseParties, wordsOf } from './choose-parties.ts';
import { type Conversation, createConversation, StoppedError } from './conversation.ts';
import { describeControl } from './describe-control.ts';
import { findingsOf } from './describe-leeway.ts';
import { clockOf, findControl, judgeBare, type MakeKit } from './find-control.ts';
import { learnScopes } from './learn-scopes.ts';
import { type WatchedTenant, watchTenant } from './played-tenant.ts';
import type { ReadAnswer } from './read-answer.ts';
import { recognizeLibrary } from './recognize-library.ts';
import { notRun, runCase, toResult } from './run-case.ts';
import { makeCheckKeys } from './tokens/check-keys.ts';
import { createTokenKit, type TokenKit } from './tokens/token-kit.ts';

/** What a run is told of, as it goes. */
export interface CheckProgress {
  /** Cases of the run. */
  total: number;
  /** In the order in which they ended. */
  results: readonly CheckResult[];
  /** What is waited for, and how long from now, in milliseconds. */
  waiting?: { what: string; milliseconds: number };
}

export interface CheckParts {
  tenant: Tenant;
  /** Issuers that the API may trust, the likeliest first, each with its trailing slash. */
  issuers: readonly string[];
  /** Of the report. */
  id: string;
  signal: AbortSignal;
  tell(progress: CheckProgress): void;
}

/** Cases of a group that are under way at once. */
const lanes = 4;

/** Groups in which one request waits for the other: time goes by in them, or the API looks something up. */
const oneByOne: ReadonlySet<CheckGroup> = new Set(['control', 'time', 'limits', 'keys', 'rotation']);

/**
 * Runs the battery. It ends with a report also where the control is refused, or somebody stops it.
 * @throws {TenantError} `invalid_body`, where the input fits neither the tenant nor the network
 */
export async function runCheck(input: CheckInput, parts: CheckParts): Promise<CheckReport> {
  const { tenant } = parts;
  readAddress(input.url, 'url');
  const parties = chooseParties(input, tenant);
  const cases = chooseBattery(input, battery);
  const target = await findTarget(input);
  const keys = await makeCheckKeys(tenant, parties.api);
  const attacker = await startAttacker(keys);
  const watched = watchTenant(tenant);
  const run = createRun(input, parts, target, cases, watched);
  try {
    return await play(run, attacker, (facts, now) =>
      createTokenKit(
        tenant,
        parties.api,
        keys,
        {
          audience: input.audience,
          clientId: parties.clientId,
          otherClientId: parties.otherClientId,
          otherAudience: parties.otherAudience,
          ...facts,
          otherScopes: otherScopesOf(parties.api.scopes ?? [], facts.scopes),
        },
        now,
      ),
    );
  } finally {
    run.conversation.close();
    watched.end();
    await attacker.close();
  }
}

/** The first that the route does not need: whoever takes any of several is no liar. */
function otherScopesOf(all: readonly { value: string }[], needed: readonly string[]): string[] {
  return all
    .map(({ value }) => value)
    .filter((value) => !needed.includes(value))
    .slice(0, 1);
}

interface Run {
  input: CheckInput;
  parts: CheckParts;
  cases: readonly CheckCase[];
  target: CheckTarget;
  watched: WatchedTenant;
  conversation: Conversation;
  results: CheckResult[];
  started: number;
  startedAt: string;
  add(...results: CheckResult[]): void;
}

function createRun(
  input: CheckInput,
  parts: CheckParts,
  target: CheckTarget,
  cases: readonly CheckCase[],
  watched: WatchedTenant,
): Run {
  const results: CheckResult[] = [];
  const tell = (waiting?: CheckProgress['waiting']) =>
    parts.tell({ total: cases.length, results, ...(waiting === undefined ? {} : { waiting }) });
  return {
    input,
    parts,
    cases,
    target,
    watched,
    results,
    started: performance.now(),
    startedAt: new Date().toISOString(),
    conversation: createConversation(target, watched, {
      signal: parts.signal,
      refusedStatuses: input.refused_statuses ?? [],
      tellWaiting: tell,
    }),
    add(...more) {
      results.push(...more);
      tell();
    },
  };
}

async function play(run: Run, attacker: Attacker, makeKit: MakeKit): Promise<CheckReport> {
  const { conversation, input, parts, cases } = run;
  const allScopes = [...new Set(wordsOf(input.scope))];
  const [usualIssuer = ''] = parts.issuers;
  let issuer = usualIssuer;
  try {
    const found = await findControl(findCase(cases, controlId), {
      conversation,
      issuers: parts.issuers,
      makeKit,
      scopes: input.scope === undefined ? scopesOfApi(run) : allScopes,
    });
    issuer = found.issuer;
    run.add(found.result);
    if (!found.isAccepted) {
      return report(run, issuer, 'refused', await describeControl(found, input, parts.issuers, conversation));
    }
    conversation.measureBy({ control: found.answer });
    const bare = await conversation.send({});
    const noToken = toResult(findCase(cases, noTokenId), judgeBare(bare, found.answer));
    run.add(noToken);
    if (noToken.verdict === 'accepts_wrong') {
      return report(
        run,
        issuer,
        'accepted',
        'The route responds the same without a token: it is not protected. Nothing else was sent.',
      );
    }
    conversation.measureBy({ control: found.answer, withoutToken: bare });
    const now = clockOf(found.answer);
    const scopes =
      input.scope === undefined
        ? await learnScopes(found.scopes, (some) => makeKit({ issuer, scopes: some }, now), conversation)
        : allScopes;
    const kit = makeKit({ issuer, scopes }, now);
    const advice = await runGroups(run, kit, attacker, found.answer);
    return report(run, issuer, 'accepted', advice);
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    return report(
      run,
      issuer,
      run.results[0]?.verdict === 'as_expected' ? 'accepted' : 'refused',
      'The run was stopped.',
    );
  }
}

function scopesOfApi({ input, parts }: Run): string[] {
  return (parts.tenant.resourceServers.byIdentifier(input.audience)?.scopes ?? []).map(({ value }) => value);
}

function findCase(cases: readonly CheckCase[], id: string): CheckCase {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`The battery has no case ${id}.`);
  return found;
}

/** @returns what ended the run early */
async function runGroups(
  run: Run,
  kit: TokenKit,
  attacker: Attacker,
  control: ReadAnswer,
): Promise<string | undefined> {
  const { conversation, input } = run;
  const stage = conversation.stageOf(kit, attacker, control, input.wait !== false);
  for (const group of checkGroupNames) {
    const cases = run.cases.filter((one) => one.group === group && one.id !== controlId && one.id !== noTokenId);
    if (cases.length === 0) continue;
    if (group === 'rotation') await run.watched.tellStrangers();
    const before = run.results.length;
    await inLanes(cases, oneByOne.has(group) ? 1 : lanes, async (one) => {
      if (!conversation.hasGivenUp) run.add(await runCase(one, stage));
    });
    if (conversation.hasGivenUp) return 'The API stopped responding, so the run ended.';
    // The last group leaves some caches without a key for a while, as it says.
    if (group !== 'rotation' && !(await conversation.isStillAccepted(bearer(kit.token())))) {
      for (let index = before; index < run.results.length; index += 1) {
        const result = run.results[index];
        if (result !== undefined)
          run.results[index] = notRun(result, 'Inconclusive: afterwards, the valid token was refused, too.');
      }
      return `After the group "${group}", the API refuses even the valid token: it limits requests, or has locked the caller out. The run ended there.`;
    }
  }
  return undefined;
}

async function inLanes<Item>(items: readonly Item[], count: number, act: (item: Item) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (const item of rest) await act(item);
    }),
  );
}

function report(run: Run, issuer: string, control: CheckReport['control'], advice: string | undefined): CheckReport {
  const { cases, input, parts, watched, conversation } = run;
  const done = new Set(run.results.map(({ id }) => id));
  const missing = cases.filter(({ id }) => !done.has(id)).map((one) => notRun(toResult(one), advice ?? 'Not reached.'));
  const byId = new Map([...run.results, ...missing].map((result) => [result.id, result]));
  const results = cases.flatMap(({ id }) => byId.get(id) ?? []);
  const grade = control === 'accepted' ? gradeResults(results) : undefined;
  const { headers, ...kept } = input;
  return {
    id: parts.id,
    started_at: run.startedAt,
    duration: Math.round(performance.now() - run.started),
    input: {
      ...kept,
      // They may be secrets of somebody else.
      ...(headers === undefined
        ? {}
        : { headers: Object.fromEntries(Object.keys(headers).map((name) => [name, '***'])) }),
    },
    issuer,
    control,
    ...(advice === undefined ? {} : { advice }),
    ...(grade === undefined ? {} : { grade }),
    library: input.library ?? recognizeLibrary(conversation.refusals, watched.agents()),
    findings: findingsOf(results),
    counts: countResults(results),
    results,
  };
}
