import type { Refusal } from '../contract/entities/refusal.ts';
import type { Problem, TenantErrorCode } from '../contract/errors.ts';

interface Details {
  /** Path of the property at fault, such as `scopes[8].value`. */
  field?: string;
  /** The message for people on screen and in the terminal, where the service's own words speak of schemas. */
  words?: string;
  /** The exact reason, for the tenant's own log: the answer keeps to the real service's words. */
  hint?: string;
  /** Which check failed and what would mend it, for the tenant's own log too. */
  refusal?: Refusal;
}

/** The one error of the core: what was refused, in words, and where. It knows no status. */
export class TenantError extends Error {
  readonly code: TenantErrorCode;
  readonly field: string | undefined;
  readonly words: string;
  readonly hint: string | undefined;
  readonly refusal: Refusal | undefined;

  constructor(code: TenantErrorCode, message: string, { field, words = message, hint, refusal }: Details = {}) {
    super(message);
    this.name = 'TenantError';
    this.code = code;
    this.field = field;
    this.words = words;
    this.hint = hint;
    this.refusal = refusal;
  }

  toProblem(): Problem {
    return { code: this.code, message: this.words, ...(this.field === undefined ? {} : { field: this.field }) };
  }
}
