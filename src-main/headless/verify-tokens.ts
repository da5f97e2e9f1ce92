/** Verifies one token, or every line of standard input: many at a time, answered in order. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TokenReport, Verdict } from '../contract/entities/token-report.ts';
import { cannotTell, type SignatureOutcome } from '../jwt/checks/signature-outcome.ts';
import { findTokens } from '../jwt/find-token.ts';
import type { InspectOptions } from '../jwt/inspect-options.ts';
import { inspectToken } from '../jwt/inspect-token.ts';
import { createNodeKeyPlatform } from '../platform/debugger/node-key-platform.ts';
import { resolveDataFolder } from '../runtime/data-folder.ts';
import { exitCodes } from './command-failure.ts';
import { describeReport } from './describe-report.ts';
import { readKeyOptions, type VerifyOptions } from './verify-options.ts';

/** As many as keep both cores and the thread pool busy. */
const inFlight = 32;

/** The exit code of the worst verdict. */
const exitCodeOf: Record<Verdict, number> = {
  verified: exitCodes.done,
  not_a_jwt: exitCodes.wrongUsage,
  cannot_verify: exitCodes.nothingThere,
  not_verified: exitCodes.refused,
};

/** @returns the exit code: 0 only when every token is verified */
export async function verifyTokens(token: string | undefined, options: VerifyOptions): Promise<number> {
  const inspect = await createInspector(options, token === undefined);
  if (token === undefined) return verifyLines(inspect);
  const report = await inspect(token);
  process.stdout.write(options.json === true ? `${JSON.stringify(toLine(report))}\n` : describeReport(report));
  return exitCodeOf[report.verdict];
}

type Inspector = (text: string) => Promise<TokenReport>;

async function createInspector(options: VerifyOptions, isBrief: boolean): Promise<Inspector> {
  const platform = createNodeKeyPlatform();
  const candidates = await readKeyOptions(options, platform);
  const { issuer, audience, scope, type, alg, tolerance, at } = options;
  const hasKeys = candidates.length > 0;
  const given: Omit<InspectOptions, 'now'> = {
    platform,
    findKeys: () => ({ candidates }),
    issuer,
    audience,
    scopes: scope,
    type,
    algorithms: alg,
    tolerance,
    isBrief,
  };
  return async (text) => {
    const found = findTokens(text)[0] ?? {
      token: text.trim(),
      form: 'opaque',
      start: 0,
      end: text.length,
      trimmed: [],
    };
    const outcome = hasKeys ? undefined : await askOwnTenant(found.token, found.form, options);
    const now = at ?? Date.now() / 1_000;
    return inspectToken(found, {
      ...given,
      now,
      ...(outcome === undefined ? {} : { findKeys: () => ({ candidates: [], outcome }) }),
    });
  };
}

/** The tenant in the data folder verifies with its own keys. */
async function askOwnTenant(
  token: string,
  form: string,
  { data }: VerifyOptions,
): Promise<SignatureOutcome | undefined> {
  if (form !== 'jws') return undefined;
  const { askTenant, hasStoredTenant } = await import('./ask-tenant.ts');
  const folder = resolveDataFolder(data);
  if (!hasStoredTenant(folder)) {
    return cannotTell(`Cannot verify: no key was given, and there is no tenant in ${folder}.`, {
      mend: 'Give a key with --jwks, --key or --secret.',
    });
  }
  const { result, explanation } = await askTenant(folder, 'verify-signature', { token }, () => undefined);
  return { result: resultOf[result], reason: explanation, warnings: [] };
}

const resultOf = { verified: 'passed', wrong: 'failed', unknown: 'cannot_tell' } as const;

async function verifyLines(inspect: Inspector): Promise<number> {
  const pending: Promise<TokenReport>[] = [];
  const seen = new Set<Verdict>();
  let blank = 0;
  const flush = async () => {
    const report = await pending.shift();
    if (report === undefined) return;
    seen.add(report.verdict);
    if (!process.stdout.write(`${JSON.stringify(toLine(report))}\n`)) await once(process.stdout, 'drain');
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    // Empty lines at the end are no tokens; between others each keeps its place.
    if (line.trim() === '') {
      blank += 1;
      continue;
    }
    for (; blank > 0; blank -= 1) pending.push(inspect(''));
    pending.push(inspect(line));
    while (pending.length >= inFlight) await flush();
  }
  while (pending.length > 0) await flush();
  const worst = (['not_verified', 'cannot_verify', 'not_a_jwt'] as const).find((verdict) => seen.has(verdict));
  return exitCodeOf[worst ?? 'verified'];
}

/** What machines read. */
function toLine({ verdict, checks, header, payload, payloadText, inner, warnings }: TokenReport): object {
  const shown = inner ?? { payload, payloadText };
  return {
    verdict,
    checks: checks.map(({ check, result, reason }) => ({ check, result, reason })),
    header: header ?? null,
    payload: shown.payload ?? (header === undefined ? null : (shown.payloadText ?? null)),
    warnings: [...warnings, ...(inner?.warnings ?? [])].map(({ code, text }) => ({ code, text })),
  };
}
