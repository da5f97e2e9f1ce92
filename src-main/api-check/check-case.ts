/** A case of the battery as a value: what is sent, what has to come back, and why. */
import type { CheckGroup, CheckSeverity, CheckVerdict, TokenMaker } from '../contract/entities/api-check.ts';
import type { Attacker } from './attacker.ts';
import type { Attempt } from './attempt.ts';
import type { Expectation } from './expectations.ts';
import type { FixCode } from './fixes.ts';
import type { PlayedTenant } from './played-tenant.ts';
import type { ReadAnswer } from './read-answer.ts';
import type { TokenKit } from './tokens/token-kit.ts';

/** What cases that are more than a few requests have at hand. */
export interface Stage {
  kit: TokenKit;
  tenant: PlayedTenant;
  attacker: Attacker;
  /** The answer to the good token. */
  control: ReadAnswer;
  /** Every refusal of the run so far. */
  refusals: readonly ReadAnswer[];
  send(attempt: Attempt): Promise<ReadAnswer>;
  /** Waits and says for what. Rejects when the run is stopped. */
  wait(milliseconds: number, what: string): Promise<void>;
  /** Whether there may be waits of more than a few seconds. */
  mayWait: boolean;
}

/** How such a case ended. */
export interface Played {
  verdict: CheckVerdict;
  got: string;
  reason: string;
  /** In place of that of the case. */
  severity?: CheckSeverity;
  answer?: ReadAnswer;
}

interface CaseFacts {
  /** Stable: on screen, in reports, after `--only`. */
  id: string;
  severity: CheckSeverity;
  maker?: TokenMaker;
  /** What is sent, in words. */
  title: string;
  /** Why it matters, with the standard and its section. */
  why: string;
  fix?: FixCode;
  expects: Expectation;
  /** Certainty it is that an API must not break at it: `must`, unless a respected library does. */
  breakSeverity?: CheckSeverity;
  /** What either answer says about the API, where both are legal. */
  tells?: { accepted: string; refused: string };
  /** Why the case says nothing about this API. */
  unfit?(kit: TokenKit): string | undefined;
}

export type CheckCase = CaseFacts & { group: CheckGroup } & (
    | { send(kit: TokenKit, attacker: Attacker): readonly Attempt[] | Promise<readonly Attempt[]> }
    | { play(stage: Stage): Promise<Played> }
  );

/** Cases of one kind, without the name of it on each. */
export type CaseOf = CheckCase extends infer One ? (One extends unknown ? Omit<One, 'group'> : never) : never;

export function inGroup(group: CheckGroup, cases: readonly CaseOf[]): CheckCase[] {
  return cases.map((one) => ({ ...one, group }));
}
