/** What an inspection is given. */
import type { FoundToken } from '../contract/entities/token-report.ts';
import type { Expectations } from './checks/claim-checks.ts';
import type { SignatureOutcome } from './checks/signature-outcome.ts';
import type { JsonObject } from './json-object.ts';
import type { KeyCandidate } from './keys/key-candidate.ts';
import type { KeyPlatform, KnownParties } from './ports.ts';

export interface InspectOptions extends Expectations {
  platform: KeyPlatform;
  parties?: KnownParties | undefined;
  /** Keys to verify with; asked once the header and the claims are known. */
  findKeys: (header: JsonObject, claims: JsonObject) => FoundKeys;
  algorithms?: readonly string[] | undefined;
  /** Leaves out what only people read: the explanations. */
  isBrief?: boolean | undefined;
  /** Other tokens of the same text: what `at_hash` is compared with. */
  beside?: readonly FoundToken[] | undefined;
  /** Whether slow decryption was agreed to. */
  allowsSlow?: boolean | undefined;
}

export interface FoundKeys {
  candidates: readonly KeyCandidate[];
  /** Other keys of the same issuer, to tell a wrong key from an altered token. */
  relatives?: readonly KeyCandidate[] | undefined;
  /** Why there are none, in words. */
  without?: string | undefined;
  /** Decides in place of the keys: for a tenant that verifies in another process. */
  outcome?: SignatureOutcome | undefined;
}
