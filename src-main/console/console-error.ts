import type { ConsoleErrorCode, Problem } from '../contract/errors.ts';

/** A refusal of the console itself, beside those of the tenant. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
  readonly code: ConsoleErrorCode;

  constructor(code: ConsoleErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  toProblem(): Problem {
    return { code: this.code, message: this.message };
  }
}
