/** Handlers for the tenant's signing keys: their private halves stay where they are. */
import type { SigningKey } from '../contract/entities/signing-key.ts';
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { KeySetView, SigningKeyView, signingKeyMethods } from '../contract/methods/signing-keys.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { type TokenExchange, tokenExchanges } from './token-exchanges.ts';

type KeyMethods = typeof signingKeyMethods;

export type SigningKeyHandlers = {
  [Name in keyof KeyMethods]: (
    input: InputOf<KeyMethods[Name]>,
  ) => OutputOf<KeyMethods[Name]> | Promise<OutputOf<KeyMethods[Name]>>;
};

export function signingKeyHandlers({ tenant, status }: TenantRuntime): SigningKeyHandlers {
  const { signingKeys, origins } = tenant;
  const showIdentifier = (identifier: string) => origins.toShown(identifier, status().issuer?.replace(/\/$/, '') ?? '');
  return {
    'signingKeys.list': () => {
      const alive = liveTokens(tenant);
      return signingKeys.list().map((key) => showKey(key, alive));
    },
    'signingKeys.keySet': () => {
      const address = status().jwksUri;
      const example = findExample(tenant, showIdentifier);
      return {
        ...(address === undefined ? {} : { address }),
        text: JSON.stringify({ keys: signingKeys.published() }, undefined, 2),
        readers: readersOf(tenant),
        apisWithSecret: tenant.resourceServers
          .page(0, tenant.resourceServers.count)
          .filter(({ signing_alg }) => signing_alg === 'HS256')
          .map(({ id, name, identifier }) => ({ id, name: name ?? identifier })),
        ...(example === undefined ? {} : { example }),
      };
    },
    'signingKeys.rotate': async () => {
      const previous = signingKeys.current().kid;
      await signingKeys.rotate();
      return { current: signingKeys.current().kid, previous };
    },
    'signingKeys.revoke': ({ kid }) => {
      signingKeys.revoke(kid);
      return {};
    },
    'signingKeys.rotateAndRevoke': async () => {
      const revoked = signingKeys.current().kid;
      await signingKeys.rotate();
      signingKeys.revoke(revoked);
      return { current: signingKeys.current().kid, revoked };
    },
  };
}

/** Tokens that have not expired, signed with a key of the tenant: an API with HS256 has a secret of its own. */
function liveTokens(tenant: Tenant): TokenExchange[] {
  const { resourceServers, clock } = tenant;
  const now = clock();
  return [...tokenExchanges(tenant, Number.NEGATIVE_INFINITY)].filter(
    ({ exchange, expires }) =>
      expires !== undefined &&
      expires > now &&
      resourceServers.byIdentifier(exchange.audience ?? '')?.signing_alg !== 'HS256',
  );
}

/** A key signed what was issued while it was the current one. */
function showKey(key: SigningKey, alive: readonly TokenExchange[]): SigningKeyView {
  const { privateJwk: _private, pkcs7: _pkcs7, current_since, current_until, ...shown } = key;
  const from = current_since === undefined ? Number.POSITIVE_INFINITY : Date.parse(current_since);
  const until = current_until === undefined ? Number.POSITIVE_INFINITY : Date.parse(current_until);
  const own = alive.filter(({ time }) => time >= from && time < until);
  const last = own.reduce((latest, { expires = 0 }) => Math.max(latest, expires), 0);
  return {
    ...shown,
    alg: 'RS256',
    ...(current_since === undefined ? {} : { current_since }),
    ...(current_until === undefined ? {} : { current_until }),
    liveTokens: own.length,
    ...(own.length === 0 ? {} : { liveUntil: new Date(last).toISOString() }),
  };
}

function readersOf({ traffic }: Tenant): KeySetView['readers'] {
  const readers = new Map<string, KeySetView['readers'][number]>();
  for (const { kind, status, user_agent, date } of traffic.newestFirst()) {
    if (kind !== 'jwks' || status !== 200) continue;
    const program = user_agent === '' ? 'a program without a name' : user_agent;
    const known = readers.get(program);
    readers.set(program, { program, last: known?.last ?? date, requests: (known?.requests ?? 0) + 1 });
  }
  return [...readers.values()];
}

function findExample(tenant: Tenant, showIdentifier: (identifier: string) => string): KeySetView['example'] {
  const { clients, clientGrants, resourceServers } = tenant;
  for (const { client_id, audience, subject_type } of clientGrants.page(0, clientGrants.count)) {
    const client = client_id === undefined ? undefined : clients.find(client_id);
    const resourceServer = resourceServers.byIdentifier(audience);
    if (subject_type !== 'client' || client === undefined || resourceServer === undefined) continue;
    if (client.client_authentication_methods !== undefined || client.client_secret === undefined) continue;
    if (!client.grant_types.includes('client_credentials') || resourceServer.signing_alg === 'HS256') continue;
    return {
      client_id: client.client_id,
      clientName: client.name,
      audience: showIdentifier(audience),
      apiName: resourceServer.name ?? resourceServer.identifier,
    };
  }
  return undefined;
}
