/** The token debugger over a tenant: what was given is found, read and judged. */
import type { TokenReport } from '../../contract/entities/token-report.ts';
import type { InputOf, OutputOf } from '../../contract/method.ts';
import type { debuggerMethods, VerifyWith } from '../../contract/methods/debugger.ts';
import { compareTokens } from '../../jwt/compare-tokens.ts';
import { findTokens } from '../../jwt/find-token.ts';
import type { InspectOptions } from '../../jwt/inspect-options.ts';
import { inspectToken } from '../../jwt/inspect-token.ts';
import { warnOfKeySet } from '../../jwt/keys/jwks-problems.ts';
import { type GivenKeys, readKeys, readSecret } from '../../jwt/keys/read-keys.ts';
import type { KeyPlatform } from '../../jwt/ports.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { findTenantKeys, partiesOf } from '../../tenant/tokens/debug-token.ts';

type DebuggerMethods = typeof debuggerMethods;
export type InspectInput = InputOf<DebuggerMethods['debugger.inspect']>;
export type Inspection = OutputOf<DebuggerMethods['debugger.inspect']>;
export type CompareInput = InputOf<DebuggerMethods['debugger.compare']>;
export type Comparison = OutputOf<DebuggerMethods['debugger.compare']>;

/** Whose keys and names are known. */
export interface Judge {
  tenant: Tenant;
  /** With its trailing slash; absent while the tenant is stopped. */
  issuer?: string | undefined;
}

/** Finds the tokens of a text and reports on one of them. */
export async function inspectGiven(
  { text, index = 0, verifyWith = { kind: 'automatic' }, expected = {}, at, tolerance = 0, allowsSlow }: InspectInput,
  { tenant, issuer }: Judge,
  platform: KeyPlatform,
): Promise<Inspection> {
  const found = findTokens(text);
  const chosen = found[Math.min(index, found.length - 1)];
  const { keys, ...said } = readVerifyWith(verifyWith, platform);
  if (chosen === undefined) return { found, index: 0, ...said };
  const options: InspectOptions = {
    platform,
    parties: partiesOf(tenant, issuer),
    findKeys: (header, claims) => {
      const own = findTenantKeys(tenant, header, claims);
      if (verifyWith.kind === 'automatic') return own;
      return keys === undefined
        ? { candidates: [], without: `the key cannot be read. ${said.keyProblem}` }
        : { candidates: keys.candidates, relatives: [...own.candidates, ...(own.relatives ?? [])] };
    },
    ...expected,
    now: at ?? tenant.clock() / 1_000,
    tolerance,
    allowsSlow,
    beside: found.filter((one) => one !== chosen),
  };
  return {
    found,
    index: found.indexOf(chosen),
    report: withKeyWarnings(await inspectToken(chosen, options), verifyWith),
    ...said,
  };
}

export function compareGiven({ left, right }: CompareInput): Comparison {
  try {
    return { members: compareTokens(left, right) };
  } catch (error) {
    return { members: [], problem: describe(error) };
  }
}

/** What is wrong with a key set that was pasted or fetched belongs to what is wrong with the token's trust. */
function withKeyWarnings(report: TokenReport, verifyWith: VerifyWith): TokenReport {
  if (verifyWith.kind !== 'jwks') return report;
  const warnings = warnOfKeySet({
    text: verifyWith.text,
    ...(verifyWith.from === undefined ? {} : { url: verifyWith.from }),
  });
  return { ...report, warnings: [...report.warnings, ...warnings.filter(({ code }) => code === 'jwks-problems')] };
}

interface ReadVerifyWith {
  keys?: GivenKeys;
  keyForm?: string;
  keyProblem?: string;
  keyIds?: string[];
}

function readVerifyWith(verifyWith: VerifyWith, platform: KeyPlatform): ReadVerifyWith {
  if (verifyWith.kind === 'automatic') return {};
  try {
    const all = readGiven(verifyWith, platform);
    const keyIds = all.candidates.flatMap(({ jwk }) => (typeof jwk.kid === 'string' ? jwk.kid : []));
    const kid = verifyWith.kind === 'secret' || !keyIds.includes(verifyWith.kid ?? '') ? undefined : verifyWith.kid;
    const keys = kid === undefined ? all : { ...all, candidates: all.candidates.filter(({ jwk }) => jwk.kid === kid) };
    return {
      keys,
      keyForm: keys.form,
      ...(keys.unusable.length === 0 ? {} : { keyProblem: keys.unusable.join(' ') }),
      ...(keyIds.length < 2 ? {} : { keyIds }),
    };
  } catch (error) {
    return { keyProblem: describe(error) };
  }
}

function readGiven(given: Exclude<VerifyWith, { kind: 'automatic' }>, platform: KeyPlatform): GivenKeys {
  if (given.kind === 'secret')
    return { form: 'secret', candidates: [readSecret(given.text, given.encoding)], unusable: [], plain: '' };
  if (given.kind === 'jwks') return readKeys(given.text, { platform, origin: given.from, source: 'jwks' });
  return readKeys(given.text, { platform, passphrase: given.passphrase });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
