/** The check of somebody's API: runs, their progress, and what is kept of them. */
import { type Static, Type } from '@sinclair/typebox';
import {
  checkGrades,
  checkInputSchema,
  checkLibraryNames,
  checkReportSchema,
  checkResultSchema,
} from '../entities/api-check.ts';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

export const checkProgressSchema = Closed({
  id: Type.String(),
  state: Enum(['running', 'done', 'failed']),
  /** Cases of the run. */
  total: Type.Integer(),
  /** How many of them have ended. */
  ended: Type.Integer(),
  /** Those that have ended since the last time they were asked for, in the order in which they did. */
  results: Type.Array(checkResultSchema),
  /** What is waited for, and milliseconds from now. */
  waiting: Type.Optional(Closed({ what: Type.String(), milliseconds: Type.Number() })),
  /** At the end. */
  report: Type.Optional(checkReportSchema),
  /** Why it failed. */
  problem: Type.Optional(Type.String()),
});

export type CheckProgressView = Static<typeof checkProgressSchema>;

/** A run in the history: enough for its line, and for comparing two. */
export const checkSummarySchema = Closed({
  id: Type.String(),
  started_at: Type.String(),
  duration: Type.Number(),
  url: Type.String(),
  audience: Type.String(),
  control: Enum(['accepted', 'refused']),
  grade: Type.Optional(Enum(checkGrades)),
  serious: Type.Integer(),
  warnings: Type.Integer(),
  cases: Type.Integer(),
});

export type CheckSummary = Static<typeof checkSummarySchema>;

/** How to mend what a case found, and how its library says it. */
const fixSchema = Closed({ advice: Type.String(), set: Type.Optional(Type.String()) });

/** An API that could be checked: it has asked for the tenant's keys. */
/** ISO 8601, UTC. */
const knownApiSchema = Closed({ user_agent: Type.String(), at: Type.String() });

export const checkReportFormats = ['html', 'json', 'junit', 'sarif'] as const;
export type CheckReportFormat = (typeof checkReportFormats)[number];

const id = Closed({ id: Type.String({ minLength: 1, maxLength: 100 }) });

export const apiCheckMethods = {
  /** Runs until it ends or is stopped, whoever looks on; one at a time. */
  'apiCheck.start': method(Closed({ input: checkInputSchema }), id),
  'apiCheck.read': method(
    Closed({ id: id.properties.id, after: Type.Integer({ minimum: 0, description: 'results that are known' }) }),
    checkProgressSchema,
  ),
  'apiCheck.stop': method(id, Closed({})),
  /** The run that is under way, and those that are kept, the newest first. */
  'apiCheck.list': method(
    nothing,
    Closed({ running: Type.Optional(Type.String()), runs: Type.Array(checkSummarySchema) }),
  ),
  'apiCheck.get': method(id, checkReportSchema),
  'apiCheck.remove': method(id, Closed({})),
  'apiCheck.export': method(
    Closed({ id: id.properties.id, format: Enum(checkReportFormats) }),
    Closed({ fileName: Type.String(), text: Type.String() }),
  ),
  /** How to fix it, for each code of advice. */
  'apiCheck.fixes': method(Closed({ library: Enum(checkLibraryNames) }), Type.Record(Type.String(), fixSchema)),
  /** Who has fetched the JWKS lately: programs that this tenant's tokens are for. */
  'apiCheck.callers': method(nothing, Type.Array(knownApiSchema)),
} as const;
