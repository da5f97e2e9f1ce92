/** The debugger's work on one token, in order: decode, open, verify, check, explain, warn, judge. */

import { base64url } from 'jose';
import type {
  Explanation,
  FoundToken,
  TokenCheck,
  TokenReport,
  TokenWarning,
} from '../contract/entities/token-report.ts';
import { checkClaims, hasExpectations } from './checks/check-claims.ts';
import { checkKey } from './checks/key.ts';
import { checkSignature } from './checks/signature.ts';
import { cannotTell, failed, type SignatureOutcome } from './checks/signature-outcome.ts';
import { checkStructure } from './checks/structure.ts';
import { type DecodedToken, decodePart, decodeToken } from './decode-token.ts';
import { decryptToken } from './decrypt-token.ts';
import { readDisclosures } from './disclosures.ts';
import { explainToken } from './explain/explain-token.ts';
import { tellPurpose } from './explain/purpose.ts';
import { explainPermissions, explainScopes } from './explain/scopes.ts';
import { recognizeVendor } from './explain/vendors.ts';
import { findTokens } from './find-token.ts';
import type { FoundKeys, InspectOptions } from './inspect-options.ts';
import type { JsonObject } from './json-object.ts';
import { readSerialization, type SerializedToken } from './json-serialization.ts';
import { judge } from './judge.ts';
import { nobody } from './ports.ts';
import { readSegment } from './read-segment.ts';
import {
  chooseReport,
  describeKey,
  namedParties,
  readTimes,
  reportTooBig,
  sortWarnings,
  withoutInner,
} from './report-parts.ts';
import { decodeUtf8 } from './utf8-text.ts';
import { collectWarnings } from './warnings/collect-warnings.ts';

/** Characters that are read of one token: no server takes a hundredth of that. */
const longestToken = 500_000;

/** Nested tokens are opened this deep. */
const deepestNest = 3;

/** Reports on one found token. Never throws, whatever the token is. */
export async function inspectToken(found: FoundToken, options: InspectOptions): Promise<TokenReport> {
  const report = await inspectLevel(found, options, deepestNest);
  if (found.damage === undefined) return report;
  return {
    ...report,
    checks: report.checks.map((one) =>
      one.check === 'structure' && one.result === 'failed' ? { ...one, reason: found.damage?.text ?? one.reason } : one,
    ),
  };
}

async function inspectLevel(given: FoundToken, options: InspectOptions, levels: number): Promise<TokenReport> {
  const serialized = readSerialization(given);
  if (serialized.length < 2) return inspectOne(given, serialized[0], options, levels);
  return chooseReport(await Promise.all(serialized.map((one) => inspectOne(given, one, options, levels))));
}

async function inspectOne(
  given: FoundToken,
  serialized: SerializedToken | undefined,
  options: InspectOptions,
  levels: number,
): Promise<TokenReport> {
  const { token, form, damage } = serialized?.found ?? given;
  if (token.length > longestToken) return reportTooBig(given, options);
  const decoded = decodeToken({ token, form }, serialized);
  const header = decoded.header?.object ?? {};
  const keys = options.findKeys(header, decoded.payload?.object ?? {});
  const { inner, outcome, opened, warnings } = await verify(decoded, keys, options, levels);
  const payload = decoded.payload ?? opened;
  const claims = payload?.object ?? {};
  const parties = options.parties ?? nobody;
  const purpose = tellPurpose(header, claims, decoded.form, parties);
  const structure = checkStructure(decoded, damage ?? given.damage, opened);
  const isClaims = payload?.object !== undefined;
  const claimChecks =
    inner === undefined
      ? checkClaims(header, claims, purpose, options, parties)
      : inner.checks.filter(({ check }) => !['structure', 'signature', 'key', 'type'].includes(check));
  const checks: TokenCheck[] = [
    structure,
    {
      check: 'signature',
      result: outcome.result,
      reason: outcome.reason,
      ...(outcome.mend === undefined ? {} : { mend: outcome.mend }),
    },
    ...(isSigned(decoded) ? [checkKey(header, outcome, keys.candidates) ?? []].flat() : []),
    ...(isClaims || inner !== undefined || hasExpectations(options) ? claimChecks : []),
  ];
  const isJwt = decoded.header?.object !== undefined;
  const { verdict, summary } = judge(checks, isJwt, decoded.form);
  const disclosures = readDisclosures(decoded, claims, options.platform);
  const issuedBy = recognizeVendor(claims);
  const key = outcome.key === undefined ? undefined : await describeKey(outcome.key);
  const collected = collectWarnings({
    candidates: keys.candidates,
    relatives: keys.relatives ?? [],
    decoded,
    token: given.token,
    header,
    claims,
    isClaims: isClaims || opened !== undefined,
    purpose,
    outcome,
    options,
    parties,
    checks,
  });
  return {
    token: given.token,
    form: given.form,
    purpose,
    ...(decoded.header?.object === undefined ? {} : { header: decoded.header.object }),
    ...(payload?.object === undefined ? {} : { payload: payload.object }),
    ...(decoded.header === undefined ? {} : { headerText: decoded.header.text }),
    ...(payload === undefined ? {} : { payloadText: payload.text }),
    verdict,
    summary,
    checks,
    ...(key === undefined ? {} : { key }),
    explanations: options.isBrief === true ? [] : explainAll(decoded, claims, payload, options),
    ...(issuedBy === undefined ? {} : { issuedBy }),
    ...(outcome.isSlow === true ? { isSlow: true } : {}),
    scopes: explainScopes(claims, parties, options.scopes),
    permissions: explainPermissions(claims, parties),
    times: readTimes(claims, options),
    ...namedParties(claims, parties),
    disclosures,
    warnings: sortWarnings([...decoded.strictness, ...outcome.warnings, ...warnings, ...collected]),
    ...(inner === undefined ? {} : { inner: withoutInner(inner) }),
  };
}

function isSigned({ form }: DecodedToken): boolean {
  return form !== 'jwe' && form !== 'jwe_json';
}

interface Verified {
  outcome: SignatureOutcome;
  inner?: TokenReport;
  opened?: DecodedToken['payload'];
  warnings: TokenWarning[];
}

async function verify(
  decoded: DecodedToken,
  keys: FoundKeys,
  options: InspectOptions,
  levels: number,
): Promise<Verified> {
  if (decoded.form === 'opaque' || decoded.form === 'paseto')
    return { outcome: cannotTell('Nothing to verify: this is not a JWT.'), warnings: [] };
  if (decoded.form === 'jwe' || decoded.form === 'jwe_json') return open(decoded, keys, options, levels);
  const { candidates, relatives, without, outcome } = keys;
  const checked =
    outcome ??
    (await checkSignature(decoded, {
      platform: options.platform,
      candidates,
      relatives,
      withoutKeys: without,
      algorithms: options.algorithms,
    }));
  const nested = levels > 0 ? nestedToken(decoded) : undefined;
  const inner = nested === undefined ? undefined : await inspectLevel(nested, options, levels - 1);
  return { outcome: checked, ...(inner === undefined ? {} : { inner }), warnings: [] };
}

/** RFC 7519 §5.2: a payload that is a token itself. */
function nestedToken({ payload }: DecodedToken): FoundToken | undefined {
  const text =
    payload?.object === undefined ? (typeof payload?.value === 'string' ? payload.value : (payload?.text ?? '')) : '';
  return /^e[yw][\w-]+\.[\w-]*\.[\w.-]*$/.test(text) ? findTokens(text)[0] : undefined;
}

async function open(
  decoded: DecodedToken,
  keys: FoundKeys,
  options: InspectOptions,
  levels: number,
): Promise<Verified> {
  const { candidates } = keys;
  const opening = await decryptToken(decoded, candidates, options.allowsSlow);
  if (opening.result !== 'opened') {
    const outcome =
      opening.result === 'wrong_key'
        ? failed(opening.reason)
        : opening.isSlow === true
          ? cannotTell(opening.reason, { isSlow: true })
          : cannotTell(opening.reason, {
              mend: opening.mend ?? 'Give the key to verify with: a private JWK or PEM, or the secret.',
            });
    return { outcome, warnings: [] };
  }
  const { text } = decodeUtf8(opening.plaintext);
  const nested =
    levels > 0 ? findTokens(text).find((one) => one.token === text.trim() && one.form !== 'opaque') : undefined;
  if (nested !== undefined) {
    const inner = await inspectLevel(nested, options, levels - 1);
    const signature = inner.checks.find(({ check }) => check === 'signature');
    const reason = `Opened with ${opening.key.name}. Inside: ${signature?.reason ?? inner.summary}`;
    const result =
      signature?.result === 'passed' ? 'passed' : signature?.result === 'failed' ? 'failed' : 'cannot_tell';
    return { outcome: { result, reason, key: opening.key, warnings: [] }, inner, warnings: [] };
  }
  const opened = decodePart(readSegment(base64url.encode(opening.plaintext)));
  if (opening.isShared) {
    return {
      outcome: {
        result: 'passed',
        reason: `Opened, and its integrity verified, with ${opening.key.name}.`,
        key: opening.key,
        warnings: [],
      },
      opened,
      warnings: [],
    };
  }
  const warning: TokenWarning = {
    code: 'jwe-inner-unsigned',
    level: 'danger',
    text: 'The encrypted content is not signed: anyone with the public key could have made it.',
    basis: '8725 §2.3; CVE-2026-29000',
    mend: 'Sign the claims first, then encrypt the signed token.',
  };
  return {
    outcome: failed(
      `Opened with ${opening.key.name}, but nothing inside is signed: anyone with the public key could have made it.`,
      { key: opening.key },
    ),
    opened,
    warnings: [warning],
  };
}

function explainAll(
  decoded: DecodedToken,
  claims: JsonObject,
  payload: DecodedToken['payload'],
  { parties = nobody, platform, beside = [] }: InspectOptions,
): Explanation[] {
  return explainToken({ header: decoded.header, payload, claims, parties, platform, beside });
}
