/** The debugger's methods: what is given, put to the engine with the tenant's keys and the host's platform. */

import type { TokenReport } from '../contract/entities/token-report.ts';
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { debuggerMethods, SignWith, VerifyWith } from '../contract/methods/debugger.ts';
import { compareTokens } from '../jwt/compare-tokens.ts';
import { makeKey } from '../jwt/edit/make-key.ts';
import { signEdited, UnfitAlgorithmError } from '../jwt/edit/sign-edited.ts';
import { findTokens } from '../jwt/find-token.ts';
import type { InspectOptions } from '../jwt/inspect-options.ts';
import { inspectToken } from '../jwt/inspect-token.ts';
import { warnOfKeySet } from '../jwt/keys/jwks-problems.ts';
import { type GivenKeys, readKeys, readSecret } from '../jwt/keys/read-keys.ts';
import { HostRefusedError, type Jwk, type KeyPlatform, type ServedKeys } from '../jwt/ports.ts';
import { writeSnippets } from '../jwt/write-snippets.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { apiSecretOf, findTenantKeys, partiesOf, signingJwkOf } from '../tenant/tokens/debug-token.ts';

/** A running tenant, as much of it as the debugger asks for. */
export interface DebuggedTenant {
  tenant: Tenant;
  status(): { issuer?: string | undefined };
}

/** What the debugger needs of whoever runs it. */
export interface DebuggerHost {
  platform: KeyPlatform;
  /**
   * A key set by its address, or by that of a discovery document or issuer.
   * @param allows is asked before anything is sent to a host
   * @throws {HostRefusedError} for a host that was not allowed; Error in words for everything else
   */
  fetchKeys(address: string, allows: (host: string) => boolean): Promise<ServedKeys>;
}

type DebuggerMethods = typeof debuggerMethods;

export type DebuggerHandlers = {
  [Name in keyof DebuggerMethods]: (
    input: InputOf<DebuggerMethods[Name]>,
  ) => OutputOf<DebuggerMethods[Name]> | Promise<OutputOf<DebuggerMethods[Name]>>;
};

export function debuggerHandlers({ tenant, status }: DebuggedTenant, host: DebuggerHost): DebuggerHandlers {
  const { platform } = host;
  const now = () => tenant.clock() / 1_000;

  return {
    'debugger.inspect': async ({
      text,
      index = 0,
      verifyWith = { kind: 'automatic' },
      expected = {},
      at,
      tolerance = 0,
      allowsSlow,
    }) => {
      const found = findTokens(text);
      const chosen = found[Math.min(index, found.length - 1)];
      const { keys, ...said } = readVerifyWith(verifyWith, platform);
      if (chosen === undefined) return { found, index: 0, ...said };
      const options: InspectOptions = {
        platform,
        parties: partiesOf(tenant, status().issuer),
        findKeys: (header, claims) => {
          const own = findTenantKeys(tenant, header, claims);
          if (verifyWith.kind === 'automatic') return own;
          return keys === undefined
            ? { candidates: [], without: `the key cannot be read. ${said.keyProblem}` }
            : { candidates: keys.candidates, relatives: [...own.candidates, ...(own.relatives ?? [])] };
        },
        ...expected,
        now: at ?? now(),
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
    },

    'debugger.sign': ({ header, payload, signWith, breakage, at }) =>
      orProblem(async () => {
        const key = readSignWith(signWith, platform, tenant);
        return { token: await signEdited({ header, payload, key, breakage, now: Math.floor(at ?? now()) }) };
      }, {}),

    'debugger.compare': ({ left, right }) =>
      orProblem(async () => ({ members: compareTokens(left, right) }), { members: [] }),

    'debugger.makeKey': ({ kind, alg }) => makeKey(kind, alg),

    'debugger.fetchKeys': async ({ address, allowedHosts }) => {
      try {
        const served = await host.fetchKeys(address, (one) => isLoopback(one) || allowedHosts.includes(one));
        const { form } = readKeys(served.text, { platform, origin: served.url, source: 'jwks' });
        return { text: served.text, url: served.url, form, warnings: warnOfKeySet(served) };
      } catch (error) {
        if (error instanceof HostRefusedError) return { needsConsent: error.host, warnings: [] };
        return { problem: describe(error), warnings: [] };
      }
    },

    'debugger.snippets': ({ token }) => writeSnippets(token),
  };
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
    return { form: 'secret', candidates: [readSecret(given.text, given.encoding)], unusable: [] };
  if (given.kind === 'jwks') return readKeys(given.text, { platform, origin: given.from, source: 'jwks' });
  return readKeys(given.text, { platform, passphrase: given.passphrase });
}

/** @throws Error in words */
function readSignWith(signWith: SignWith, platform: KeyPlatform, tenant: Tenant): Jwk | undefined {
  switch (signWith.kind) {
    case 'none':
      return undefined;
    case 'tenant':
      return signingJwkOf(tenant, signWith.kid);
    case 'api_secret':
      return apiSecretOf(tenant, signWith.audience);
    case 'secret':
      return readSecret(signWith.text, signWith.encoding).jwk;
    case 'key': {
      const [key] = readKeys(signWith.text, { platform, passphrase: signWith.passphrase }).candidates;
      return key?.privateJwk ?? key?.jwk;
    }
  }
}

async function orProblem<Answer extends object, Empty extends object>(
  work: () => Promise<Answer>,
  empty: Empty,
): Promise<Answer | (Empty & { problem: string; fitting?: string[] })> {
  try {
    return await work();
  } catch (error) {
    const fitting = error instanceof UnfitAlgorithmError ? { fitting: [...error.fitting] } : {};
    return { ...empty, problem: describe(error), ...fitting };
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** With or without a port. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|[^/:]+\.localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i.test(host);
}
