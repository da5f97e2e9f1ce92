import type { Problem, TenantErrorCode } from '../contract/errors.ts';

interface Details {
  /** Path of the property at fault, such as `scopes[8].value`. */
  field?: string;
  /** The exact reason, for the tenant's own log: the answer keeps to the real service's words. */
  hint?: string;
}

/** The one error of the core: what was refused, in words, and where. It knows no status. */
export class TenantError extends Error {
  readonly code: TenantErrorCode;
  readonly field: string | undefined;
  readonly hint: string | undefined;

  constructor(code: TenantErrorCode, message: string, { field, hint }: Details = {}) {
    super(message);
    this.name = 'TenantError';
    this.code = code;
    this.field = field;
    this.hint = hint;
  }

  toProblem(): Problem {
    return { code: this.code, message: this.message, ...(this.field === undefined ? {} : { field: this.field }) };
  }
}
