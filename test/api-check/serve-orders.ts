/** An API at a running tenant, right or with one flaw, for tests that see the tenant from outside. */
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { faultlessGuard, type PlantedFacts, plantedApis } from './planted-apis.ts';
import { type ServedApi, serveGuarded } from './serve-api.ts';

interface OrdersOptions {
  /** With its trailing slash. */
  issuer: string;
  audience: string;
  scope: string;
  /** As `plantedApis` names it; none for an API that is right. */
  flaw?: string;
}

export async function serveOrders({ issuer, audience, scope, flaw }: OrdersOptions): Promise<ServedApi> {
  const fetchKeys = async (): Promise<{ keys: JsonWebKey[] }> =>
    Object(await (await fetch(`${issuer}.well-known/jwks.json`)).json());
  const [first] = (await fetchKeys()).keys;
  if (first === undefined) throw new Error('The tenant has no key.');
  const facts: PlantedFacts = {
    issuer,
    audience,
    scope,
    key: createPublicKey({ key: first, format: 'jwk' }),
    fetchKeys,
  };
  const planted = plantedApis.find((one) => one.flaw === flaw);
  if (flaw !== undefined && planted === undefined) throw new Error(`No API is planted that ${flaw}.`);
  return serveGuarded((planted?.guard ?? faultlessGuard)(facts), scope);
}
