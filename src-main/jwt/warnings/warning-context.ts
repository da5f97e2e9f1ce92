/** What every rule of the warnings may look at. */
import type { TokenCheck, TokenPurpose, TokenWarning } from '../../contract/entities/token-report.ts';
import type { SignatureOutcome } from '../checks/signature-outcome.ts';
import type { DecodedToken } from '../decode-token.ts';
import type { InspectOptions } from '../inspect-options.ts';
import type { JsonObject } from '../json-object.ts';
import type { KeyCandidate } from '../keys/key-candidate.ts';
import type { KnownParties } from '../ports.ts';

export interface WarningContext {
  decoded: DecodedToken;
  /** As it was found, JSON forms included. */
  token: string;
  header: JsonObject;
  claims: JsonObject;
  /** Whether there are claims to judge. */
  isClaims: boolean;
  purpose: TokenPurpose;
  outcome: SignatureOutcome;
  /** Keys that were to verify with, and others of the same issuer. */
  candidates: readonly KeyCandidate[];
  relatives: readonly KeyCandidate[];
  options: InspectOptions;
  parties: KnownParties;
  checks: readonly TokenCheck[];
}

export type WarningRule = (context: WarningContext) => TokenWarning[];
