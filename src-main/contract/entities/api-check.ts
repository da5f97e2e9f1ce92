/**
 * A check of somebody's API: tokens and requests that it has to accept or refuse, and what it did. The same words for the
 * screen, the command, the library and the reports.
 */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum, Open } from './schema-kit.ts';

/** Kinds of cases, in the order in which they run. */
export const checkGroups = {
  control: 'Control',
  transport: 'Presence and transport',
  shape: 'Shape and encoding',
  algorithms: 'Algorithms and key confusion',
  headers: 'Header parameters',
  signature: 'Signature',
  time: 'Time',
  claims: 'Issuer, audience and kind of token',
  scope: 'Scopes and permissions',
  json: 'JSON and text',
  limits: 'Size, binding and leaks',
  keys: 'Choice of the key',
  rotation: 'Keys over time, and a JWKS that misbehaves',
} as const;

export type CheckGroup = keyof typeof checkGroups;

export function isCheckGroup(name: unknown): name is CheckGroup {
  return typeof name === 'string' && Object.hasOwn(checkGroups, name);
}

export const checkGroupNames = Object.keys(checkGroups).filter(isCheckGroup);

/**
 * Certainty a verdict is. `must`: every API that is set up right does this. `should`: a standard asks for it, and respected
 * libraries do otherwise. `may`: either is allowed, and worth knowing.
 */
export const checkSeverities = ['must', 'should', 'may'] as const;
export type CheckSeverity = (typeof checkSeverities)[number];

/** Who could make such a token: anyone, who holds another token of the tenant, or only the tenant itself. */
export const tokenMakers = ['anyone', 'holder', 'tenant'] as const;
export type TokenMaker = (typeof tokenMakers)[number];

/** In the order in which people want to read them. */
export const checkVerdicts = {
  breaks: 'Breaks',
  accepts_wrong: 'Accepts what it must refuse',
  refuses_right: 'Refuses what it must accept',
  remark: 'Remark',
  not_run: 'Not run',
  as_expected: 'As expected',
} as const;

export type CheckVerdict = keyof typeof checkVerdicts;

export function isCheckVerdict(name: unknown): name is CheckVerdict {
  return typeof name === 'string' && Object.hasOwn(checkVerdicts, name);
}

export const checkVerdictNames = Object.keys(checkVerdicts).filter(isCheckVerdict);

/** Libraries that the advice knows. */
export const checkLibraries = {
  'express-oauth2-jwt-bearer': 'express-oauth2-jwt-bearer',
  'express-jwt': 'express-jwt with jwks-rsa',
  jose: 'jose',
  jsonwebtoken: 'jsonwebtoken',
  'fast-jwt': 'fast-jwt',
  pyjwt: 'PyJWT',
  'golang-jwt': 'golang-jwt',
  dotnet: 'ASP.NET Core',
  spring: 'Spring Security',
  other: 'Another library',
} as const;

export type CheckLibrary = keyof typeof checkLibraries;

export function isCheckLibrary(name: unknown): name is CheckLibrary {
  return typeof name === 'string' && Object.hasOwn(checkLibraries, name);
}

export const checkLibraryNames = Object.keys(checkLibraries).filter(isCheckLibrary);

export const checkMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type CheckMethod = (typeof checkMethods)[number];

export function isCheckMethod(name: unknown): name is CheckMethod {
  return checkMethods.some((one) => one === name);
}

/** Methods whose answer to a bad token does nothing: the others perform the action where a bad token is accepted. */
export const harmlessMethods = ['GET', 'HEAD', 'OPTIONS'] as const;

const text = (maximum: number) => Type.String({ minLength: 1, maxLength: maximum });

export const checkInputSchema = Closed({
  url: Type.String({ maxLength: 4_000, description: 'address of a protected route' }),
  audience: Type.String({ maxLength: 600, description: 'identifier of the API in the tenant' }),
  scope: Type.Optional(
    Type.String({ maxLength: 4_000, description: 'permissions that the route needs, separated by spaces' }),
  ),
  client: Type.Optional(Type.String({ maxLength: 300, description: 'application, by id or name' })),
  method: Type.Optional(Enum(checkMethods, { description: 'GET' })),
  headers: Type.Optional(
    Type.Record(Type.String({ pattern: "^[\\w!#$%&'*+.^`|~-]+$" }), Type.String({ maxLength: 8_000 })),
  ),
  body: Type.Optional(Type.String({ maxLength: 100_000 })),
  unprotected_url: Type.Optional(
    Type.String({ maxLength: 4_000, description: 'a route of the same API that needs no token' }),
  ),
  groups: Type.Optional(Type.Array(Enum(checkGroupNames), { maxItems: 20 })),
  only: Type.Optional(Type.Array(text(200), { maxItems: 500, description: 'ids of cases' })),
  allow_host: Type.Optional(
    Type.String({ maxLength: 300, description: 'the host, typed, where it is no private one' }),
  ),
  allow_actions: Type.Optional(
    Type.Boolean({ description: 'other methods than GET: a bad token that is accepted performs the action' }),
  ),
  refused_statuses: Type.Optional(
    Type.Array(Type.Integer({ minimum: 200, maximum: 599 }), {
      maxItems: 20,
      description: 'more statuses that are a refusal',
    }),
  ),
  wait: Type.Optional(Type.Boolean({ description: 'run the cases that have to wait for the caches of the API; true' })),
  library: Type.Optional(Enum(checkLibraryNames, { description: 'the library that verifies tokens in the API' })),
});

export type CheckInput = Static<typeof checkInputSchema>;

const sentSchema = Closed({
  /** Which of the spellings of a case this was. */
  variant: Type.Optional(Type.String()),
  /** The request's first line and headers. */
  request: Type.String(),
  /** Where the case is one about a token. */
  token: Type.Optional(Type.String()),
});

const answerSchema = Closed({
  /** 0 where there was no answer. */
  status: Type.Integer(),
  headers: Type.Record(Type.String(), Type.String()),
  /** Its first 2 KB. */
  body: Type.String(),
});

export const checkResultSchema = Open({
  id: Type.String(),
  group: Enum(checkGroupNames),
  severity: Enum(checkSeverities),
  verdict: Enum(checkVerdictNames),
  expected: Type.String(),
  got: Type.String(),
  /** A sentence: what the answer means here. */
  reason: Type.String(),
  /** The case in words. */
  title: Type.String(),
  why: Type.String(),
  /** Code of the advice. */
  fix: Type.Optional(Type.String()),
  maker: Type.Optional(Enum(tokenMakers)),
  /** Milliseconds from the request to its answer; of the spelling that decided. */
  duration: Type.Optional(Type.Number()),
  sent: Type.Optional(sentSchema),
  answer: Type.Optional(answerSchema),
});

export type CheckResult = Static<typeof checkResultSchema>;

export const checkGrades = ['A', 'B', 'C', 'F'] as const;

export const checkReportSchema = Closed({
  id: Type.String(),
  /** ISO 8601, UTC. */
  started_at: Type.String(),
  /** Milliseconds. */
  duration: Type.Number(),
  input: checkInputSchema,
  issuer: Type.String(),
  control: Enum(['accepted', 'refused']),
  /** Where the control was refused, or the run ended early: why, and what to do. */
  advice: Type.Optional(Type.String()),
  /** Undefined where nothing could be told. */
  grade: Type.Optional(Enum(checkGrades)),
  /** What verifies tokens in the API, chosen or recognized. */
  library: Enum(checkLibraryNames),
  /** Sentences about the API as a whole, such as how late it still takes a token. */
  findings: Type.Array(Type.String()),
  counts: Closed({
    as_expected: Type.Integer(),
    accepts_wrong: Type.Integer(),
    refuses_right: Type.Integer(),
    breaks: Type.Integer(),
    remark: Type.Integer(),
    not_run: Type.Integer(),
    serious: Type.Integer(),
    warnings: Type.Integer(),
  }),
  results: Type.Array(checkResultSchema),
});

export type CheckReport = Static<typeof checkReportSchema>;

/** A hole, an API that good clients cannot use, or one that breaks: what a build should fail by. */
export function isSerious({ severity, verdict }: Pick<CheckResult, 'severity' | 'verdict'>): boolean {
  return severity === 'must' && isWrong(verdict);
}

/** A standard asks for it, and respected libraries do otherwise. */
export function isWarning({ severity, verdict }: Pick<CheckResult, 'severity' | 'verdict'>): boolean {
  return severity === 'should' && isWrong(verdict);
}

function isWrong(verdict: CheckVerdict): boolean {
  return verdict === 'accepts_wrong' || verdict === 'refuses_right' || verdict === 'breaks';
}

/** The verdict in words; what a standard merely asks for is no "must". */
export function verdictInWords(result: Pick<CheckResult, 'severity' | 'verdict'>): string {
  const words = checkVerdicts[result.verdict];
  return isWarning(result) ? words.replace('must', 'should') : words;
}

/** The most important first. */
export function compareResults(one: CheckResult, other: CheckResult): number {
  return rank(one) - rank(other);
}

function rank(result: CheckResult): number {
  // Whoever could make such a token: the more of them, the worse.
  if (isSerious(result)) return tokenMakers.indexOf(result.maker ?? 'tenant') / tokenMakers.length;
  if (isWarning(result)) return 2;
  return 3 + checkVerdictNames.indexOf(result.verdict);
}

export function countResults(results: readonly CheckResult[]): CheckReport['counts'] {
  const counts = {
    as_expected: 0,
    accepts_wrong: 0,
    refuses_right: 0,
    breaks: 0,
    remark: 0,
    not_run: 0,
    serious: 0,
    warnings: 0,
  };
  for (const result of results) {
    counts[result.verdict] += 1;
    if (isSerious(result)) counts.serious += 1;
    if (isWarning(result)) counts.warnings += 1;
  }
  return counts;
}

/** A: nothing. B: warnings. C: failures that need a token, or the tenant itself. F: what anyone can do. */
export function gradeResults(results: readonly CheckResult[]): CheckReport['grade'] {
  const serious = results.filter(isSerious);
  if (serious.some(({ maker }) => maker === 'anyone')) return 'F';
  if (serious.length > 0) return 'C';
  return results.some(isWarning) ? 'B' : 'A';
}
