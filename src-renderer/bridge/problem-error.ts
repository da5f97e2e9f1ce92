import type { Problem } from '#contract/errors.ts';

/** A refusal of the main side, as the contract words it. */
export class ProblemError extends Error {
  readonly code: Problem['code'];
  /** Path of the property at fault. */
  readonly field: string | undefined;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.field = problem.field;
  }
}
