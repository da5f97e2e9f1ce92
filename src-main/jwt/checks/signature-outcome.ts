import type { TokenCheck, TokenWarning } from '../../contract/entities/token-report.ts';
import type { KeyCandidate } from '../keys/key-candidate.ts';

export interface SignatureOutcome {
  result: Extract<TokenCheck['result'], 'passed' | 'failed' | 'cannot_tell'>;
  reason: string;
  mend?: string;
  /** The key that fits; also where the check failed for another reason. */
  key?: KeyCandidate;
  /** Not opened yet: it would take long. */
  isSlow?: boolean;
  /** What was found along the way. */
  warnings: TokenWarning[];
}

export function failed(reason: string, more: Partial<SignatureOutcome> = {}): SignatureOutcome {
  return { result: 'failed', reason, warnings: [], ...more };
}

export function cannotTell(reason: string, more: Partial<SignatureOutcome> = {}): SignatureOutcome {
  return { result: 'cannot_tell', reason, warnings: [], ...more };
}
