/** The debugger's methods: what is given, put to the engine with the tenant's keys and the host's platform. */

import type { InputOf, OutputOf } from '../contract/method.ts';
import type { debuggerMethods, SignWith } from '../contract/methods/debugger.ts';
import { makeKey } from '../jwt/edit/make-key.ts';
import { signEdited, UnfitAlgorithmError } from '../jwt/edit/sign-edited.ts';
import { warnOfKeySet } from '../jwt/keys/jwks-problems.ts';
import { readKeys, readSecret } from '../jwt/keys/read-keys.ts';
import { HostRefusedError, type Jwk, type KeyPlatform, type ServedKeys } from '../jwt/ports.ts';
import { writeSnippets } from '../jwt/write-snippets.ts';
import { compare, inspect } from '../runtime/debugger/inspect.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { apiSecretOf, signingJwkOf } from '../tenant/tokens/debug-token.ts';

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
    'debugger.inspect': (given) => inspect(given, { tenant, issuer: status().issuer }, platform),

    'debugger.sign': ({ header, payload, signWith, breakage, at }) =>
      orProblem(async () => {
        const key = readSignWith(signWith, platform, tenant);
        return { token: await signEdited({ header, payload, key, breakage, now: Math.floor(at ?? now()) }) };
      }, {}),

    'debugger.compare': (given) => compare(given, tenant),

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

/** With or without a port. A name below `.localhost` is not: some resolvers ask the network for it, RFC 6761 §6.3. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i.test(host);
}
