/** What cases make their tokens of: a good one, as the tenant would issue it, and whatever is to differ from it. */
import type { ResourceServer } from '../../contract/entities/resource-server.ts';
import type { JsonObject } from '../../jwt/json-object.ts';
import type { Tenant } from '../../tenant/create-tenant.ts';
import { accessTokenClaims, accessTokenType } from '../../tenant/tokens/access-token-claims.ts';
import type { CheckKeys } from './check-keys.ts';
import { type Bytes, encode, type Signer, signatureOf, signBytes } from './sign-bytes.ts';

/** What the tokens are about. */
export interface TokenFacts {
  /** With its trailing slash. */
  issuer: string;
  audience: string;
  /** Permissions that the route needs; none where it needs none. */
  scopes: readonly string[];
  clientId: string;
  /** Another API of the tenant, or of nobody. */
  otherAudience: string;
  /** Another application of the tenant, or of nobody. */
  otherClientId: string;
  /** Other permissions of the API. */
  otherScopes: readonly string[];
}

export interface TokenKit extends TokenFacts {
  api: ResourceServer;
  keys: CheckKeys;
  /** Of the API: seconds since the epoch. */
  now(): number;
  header: JsonObject;
  /** Claims of a good token; `undefined` leaves one out. */
  claims(changes?: JsonObject): JsonObject;
  /** A token right in everything but the changes. Without a signer it is signed as the tenant signs. */
  token(claims?: JsonObject, header?: JsonObject, signer?: Signer): string;
  /** A token of these texts. */
  exact(header: Bytes, payload: Bytes, signer?: Signer): string;
  /** The two texts of a token, for those that change one of them by hand. */
  texts(claims?: JsonObject, header?: JsonObject): { header: string; payload: string };
  /** Claims with another `scope`, and without `permissions` where a good token has them. */
  scoped(scope: unknown): JsonObject;
  /** The tenant's signature over a signing input, as a token has it. */
  signOver(input: string): string;
  /** The three parts of a good token. */
  parts(claims?: JsonObject, header?: JsonObject): { header: string; payload: string; signature: Buffer };
}

export function createTokenKit(
  tenant: Tenant,
  api: ResourceServer,
  keys: CheckKeys,
  facts: TokenFacts,
  now: () => number,
): TokenKit {
  const { own } = keys;
  const header: JsonObject = {
    alg: own.alg,
    typ: accessTokenType(api),
    ...(own.kid === undefined ? {} : { kid: own.kid }),
  };
  const good = (): JsonObject => ({
    ...accessTokenClaims(
      {
        issuer: facts.issuer,
        audience: facts.audience,
        subject: `${facts.clientId}@clients`,
        clientId: facts.clientId,
        scope: facts.scopes,
        permissions: facts.scopes,
        gty: 'client-credentials',
        now: now(),
      },
      api,
      tenant.random,
    ),
  });
  const claims = (changes: JsonObject = {}) => withoutUndefined({ ...good(), ...changes });
  const texts = (changes?: JsonObject, headerChanges: JsonObject = {}) => ({
    header: JSON.stringify(withoutUndefined({ ...header, ...headerChanges })),
    payload: JSON.stringify(claims(changes)),
  });
  const exact = (headerText: Bytes, payloadText: Bytes, signer = own) => signBytes(headerText, payloadText, signer);
  return {
    ...facts,
    api,
    keys,
    now,
    header,
    claims,
    texts,
    exact,
    token: (changes, headerChanges, signer) => {
      const { header: headerText, payload } = texts(changes, headerChanges);
      return exact(headerText, payload, signer);
    },
    scoped: (scope) => ({ scope, ...('permissions' in good() ? { permissions: [] } : {}) }),
    signOver: (input) => signatureOf(input, own).toString('base64url'),
    parts: (changes, headerChanges) => {
      const made = texts(changes, headerChanges);
      const [headerPart, payloadPart] = [encode(made.header), encode(made.payload)];
      return {
        header: headerPart,
        payload: payloadPart,
        signature: signatureOf(`${headerPart}.${payloadPart}`, own),
      };
    },
  };
}

function withoutUndefined(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
