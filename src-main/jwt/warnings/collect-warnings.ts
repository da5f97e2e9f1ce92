/** All rules of the debugger's warnings; what is wrong with the spelling itself is found while decoding. */
import type { TokenWarning } from '../../contract/entities/token-report.ts';
import { warnOfAlgorithm, warnOfPasswordAsKey } from './algorithm-warnings.ts';
import { warnOfCertificates } from './certificate-warnings.ts';
import { warnOfEncryption } from './encryption-warnings.ts';
import { warnOfAccessTokenHash } from './hash-warning.ts';
import { warnOfHeader } from './header-warnings.ts';
import { warnOfKeyConfusion } from './key-confusion-warning.ts';
import { warnOfKey } from './key-warnings.ts';
import { warnOfKind } from './kind-warnings.ts';
import { warnOfAudience, warnOfIssuer, warnOfSubject } from './party-warnings.ts';
import { warnOfNames, warnOfPrivacy } from './privacy-warnings.ts';
import { warnOfScopes } from './scope-warnings.ts';
import { warnOfSecret } from './secret-warnings.ts';
import { warnOfConfusableText, warnOfSize } from './text-warnings.ts';
import { warnOfTimes } from './time-warnings.ts';
import type { WarningContext, WarningRule } from './warning-context.ts';

const rules: readonly WarningRule[] = [
  warnOfAlgorithm,
  warnOfPasswordAsKey,
  warnOfKeyConfusion,
  warnOfSecret,
  warnOfKey,
  warnOfHeader,
  warnOfCertificates,
  warnOfTimes,
  warnOfIssuer,
  warnOfAudience,
  warnOfSubject,
  warnOfKind,
  warnOfAccessTokenHash,
  warnOfScopes,
  warnOfPrivacy,
  warnOfNames,
  warnOfConfusableText,
  warnOfSize,
  warnOfEncryption,
];

export function collectWarnings(context: WarningContext): TokenWarning[] {
  return rules.flatMap((rule) => rule(context));
}
