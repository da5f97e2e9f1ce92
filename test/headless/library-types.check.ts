/** Compiles only while the library's published types say what the tenant's own schemas say, in both directions. */
import type { CheckInput, CheckReport } from '../../src-main/contract/entities/api-check.ts';
import type { FaultInput } from '../../src-main/contract/entities/fault.ts';
import type { FaultPreset } from '../../src-main/contract/entities/fault-kinds.ts';
import type { MintRequest as OwnMintRequest } from '../../src-main/contract/entities/mint-request.ts';
import type { Seed } from '../../src-main/contract/seed.ts';
import type * as library from '../../src-main/headless/library-types.ts';
import type { TokenRefusal as OwnRefusal, TokenWish as OwnWish } from '../../src-main/runtime/issue-token.ts';

/** With every property required, a name that only one side has shows. */
type Whole<Value> = Value extends readonly (infer Item)[]
  ? Whole<Item>[]
  : Value extends object
    ? { [Name in keyof Value]-?: Whole<Exclude<Value[Name], undefined>> }
    : Value;

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** Does not compile unless both are true. */
type Agreement<Types extends { loose: true; whole: true }> = Types;

export type SeedsAgree = Agreement<{
  loose: Same<library.Seed, Seed>;
  whole: Same<Whole<library.Seed>, Whole<Seed>>;
}>;
export type WishesAgree = Agreement<{
  loose: Same<library.TokenWish, OwnWish>;
  whole: Same<Whole<library.TokenWish>, Whole<OwnWish>>;
}>;
export type MintRequestsAgree = Agreement<{
  loose: Same<library.MintRequest, OwnMintRequest>;
  whole: Same<Whole<library.MintRequest>, Whole<OwnMintRequest>>;
}>;
export type RefusalsAgree = Agreement<{
  loose: Same<Omit<library.TokenRefusal, keyof Error>, OwnRefusal>;
  whole: Same<Whole<Omit<library.TokenRefusal, keyof Error>>, Whole<OwnRefusal>>;
}>;
export type FaultsAgree = Agreement<{
  loose: Same<library.FaultInput, FaultInput>;
  whole: Same<Whole<library.FaultInput>, Whole<FaultInput>>;
}>;
export type PresetsAgree = Agreement<{ loose: Same<library.FaultPreset, FaultPreset>; whole: true }>;
/** `library` and `allow_actions` are for people: the advice for one, the question before another. */
type OwnCheck = Omit<CheckInput, 'library' | 'allow_actions'>;
export type ChecksAgree = Agreement<{
  loose: Same<library.CheckApiOptions, OwnCheck>;
  whole: Same<Whole<library.CheckApiOptions>, Whole<OwnCheck>>;
}>;
export type CheckResultsAgree = Agreement<{
  loose: Same<Pick<library.CheckApiResult, 'control' | 'grade' | 'counts'>, CheckSums>;
  whole: true;
}>;
type CheckSums = Pick<CheckReport, 'control' | 'counts'> & { grade: CheckReport['grade'] };
