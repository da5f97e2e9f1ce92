/** A tenant in memory behind real HTTP (and, if asked for, HTTPS) doors, with the few calls that most tests need. */
import type { Client } from '../../src-main/contract/entities/client.ts';
import type { Seed } from '../../src-main/contract/seed.ts';
import { createHttpServer } from '../../src-main/http/create-http-server.ts';
import { openDoors } from '../../src-main/http/listen.ts';
import { ensureTlsIdentity } from '../../src-main/http/tls/certificate-authority.ts';
import { createNodeKeys } from '../../src-main/platform/node-keys.ts';
import { createNodeRandom } from '../../src-main/platform/node-random.ts';
import { createMemoryStore } from '../../src-main/store/memory-store.ts';
import { createTenant, type Tenant } from '../../src-main/tenant/create-tenant.ts';
import type { Store } from '../../src-main/tenant/ports.ts';
import { managementApiScopes } from '../../src-main/tenant/resource-servers/management-api-scopes.ts';
import { applySeed } from '../../src-main/tenant/seed/apply-seed.ts';

export interface RunningTenantOptions {
  seed?: Seed;
  sample?: boolean;
  clock?: () => number;
  store?: Store;
  https?: boolean;
  issuer?: string;
  rateLimit?: number;
  /** Opens `/_tokenbench/`. */
  controlToken?: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON; the text where it is none; undefined where it is empty. */
  body: unknown;
}

export interface RunningTenant {
  tenant: Tenant;
  /** `http://localhost:<port>` */
  origin: string;
  httpsOrigin: string | undefined;
  /** PEM of the local authority, with `https`. */
  caCertificate: string | undefined;
  /** A client by its name. */
  client(name: string): Client;
  /** `POST /oauth/token` with a form. */
  requestToken(parameters: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  /** An access token for a client by its name, or a failure of the test. */
  token(clientName: string, audience: string, scope?: string): Promise<string>;
  /** A call of the Management API with every scope, unless a token is given. */
  api(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  /** A Management API token with just these scopes. */
  managementToken(...scopes: string[]): Promise<string>;
  close(): Promise<void>;
}

const administrator = 'Administrator';

/** Beside the given seed the tenant holds a client named Administrator with every scope of the Management API. */
export async function startTestTenant(options: RunningTenantOptions = {}): Promise<RunningTenant> {
  const {
    sample,
    clock = Date.now,
    store = createMemoryStore(),
    https = false,
    issuer,
    rateLimit,
    controlToken,
    seed,
  } = options;
  const faults: Error[] = [];
  const tenant = await createTenant(
    { clock, random: createNodeRandom(), keys: createNodeKeys(), store },
    { sample, fixedIssuer: issuer, fill: seed === undefined ? undefined : (scratch) => applySeed(seed, scratch) },
  );
  const admin = await tenant.clients.create({ name: administrator, grant_types: ['client_credentials'] });
  tenant.clientGrants.create({
    client_id: admin.client_id,
    audience: '/api/v2/',
    scope: managementApiScopes.map(({ value }) => value),
  });
  const app = createHttpServer(tenant, { rateLimit, controlToken, report: (error) => faults.push(error) });
  const identity = https ? await ensureTlsIdentity(undefined, Date.now) : undefined;
  const doors = await openDoors(app, tenant, { port: 0, httpsPort: https ? 0 : 'off', identity });
  const origin = doors.httpOrigin ?? '';

  const client = (name: string): Client => {
    const [found] = tenant.clients.matching((one) => one.name === name);
    if (found === undefined) throw new Error(`The test tenant has no client named ${name}.`);
    return found;
  };
  const requestToken = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    send(`${origin}/oauth/token`, { method: 'POST', headers, body: new URLSearchParams(parameters) });
  const token = async (clientName: string, audience: string, scope?: string) => {
    const { client_id, client_secret = '' } = client(clientName);
    const { status, body } = await requestToken({
      grant_type: 'client_credentials',
      client_id,
      client_secret,
      audience,
      ...(scope === undefined ? {} : { scope }),
    });
    if (status !== 200) throw new Error(`No token: ${JSON.stringify(body)}`);
    return String(Object(body).access_token);
  };
  const managementToken = (...scopes: string[]) => token(administrator, `${origin}/api/v2/`, scopes.join(' '));
  const everyScope = await token(administrator, `${origin}/api/v2/`);

  return {
    tenant,
    origin,
    httpsOrigin: doors.httpsOrigin,
    caCertificate: identity?.caCertificate,
    client,
    requestToken,
    token,
    managementToken,
    api: (method, path, body, bearer = everyScope) =>
      send(`${origin}/api/v2${path}`, {
        method,
        headers: {
          authorization: `Bearer ${bearer}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await doors.close();
      tenant.close();
      // A 5xx is the tenant's own fault: no test may pass over one.
      if (faults.length > 0) throw new AggregateError(faults, `The tenant had ${faults.length} internal errors.`);
    },
  };
}

export async function send(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
