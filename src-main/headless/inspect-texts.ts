/** The debugger's engine for the command: with the keys that were given, else with the tenant of the data folder. */
import type { TokenReport } from '../contract/entities/token-report.ts';
import type { FoundKeys } from '../jwt/inspect-options.ts';
import { inspectText } from '../jwt/inspect-text.ts';
import { createNodeKeyPlatform } from '../platform/debugger/node-key-platform.ts';
import { resolveDataFolder } from '../runtime/data-folder.ts';
import { readKeyOptions } from './read-key-options.ts';
import { report } from './terminal.ts';
import type { VerifyOptions } from './verify-options.ts';

/** Reports on texts, in their order. */
export type Inspector = (texts: readonly string[]) => Promise<TokenReport[]>;

/** @param isBrief leaves out what only people read */
export async function createInspector(options: VerifyOptions, isBrief: boolean): Promise<Inspector> {
  const platform = createNodeKeyPlatform();
  const candidates = await readKeyOptions(options, platform);
  const { issuer, audience, scope, type, alg, maxAge, tolerance, at, data } = options;
  const asked = { issuer, audience, scopes: scope, type, algorithms: alg, maxAge, tolerance, isBrief };
  const inspectHere = (found: FoundKeys) => (texts: readonly string[]) =>
    Promise.all(
      texts.map((text) =>
        inspectText(text, { ...asked, platform, now: at ?? Date.now() / 1_000, findKeys: () => found }),
      ),
    );
  if (candidates.length > 0) return inspectHere({ candidates });
  const { askTenant, hasStoredTenant } = await import('./ask-tenant.ts');
  const folder = resolveDataFolder(data);
  if (!hasStoredTenant(folder)) {
    return inspectHere({ candidates: [], without: `no key was given, and there is no tenant in ${folder}.` });
  }
  const input = withoutUndefined({ ...asked, at });
  return async (texts) => {
    const reports: TokenReport[] = [];
    for (const some of cutBySize(texts)) {
      const isLong = some.some((text) => text.length > mostCharacters);
      const request = { texts: some, ...input, isBrief: isBrief || isLong };
      reports.push(...(await askTenant(folder, 'inspect-tokens', request, report)));
    }
    return reports;
  };
}

/** Of one request: a report is several times as long as its token, and an answer is one line of limited length. */
const mostCharacters = 50_000;

function* cutBySize(texts: readonly string[]): Generator<string[]> {
  let some: string[] = [];
  let length = 0;
  for (const text of texts) {
    if (length + text.length > mostCharacters && some.length > 0) {
      yield some;
      some = [];
      length = 0;
    }
    some.push(text);
    length += text.length;
  }
  if (some.length > 0) yield some;
}

function withoutUndefined<Value extends object>(
  value: Value,
): { [Name in keyof Value]: Exclude<Value[Name], undefined> } {
  return JSON.parse(JSON.stringify(value));
}
