/**
 * Client authentication by a signed assertion: RFC 7523 §2.2 and §3, OpenID Connect Core §9 (`private_key_jwt`). Keys are
 * those that the client registered; nothing in the assertion can point at another.
 */
import { decodeJwt, decodeProtectedHeader, importSPKI, type JWTPayload, jwtVerify } from 'jose';
import type { Client } from '../../contract/entities/client.ts';
import type { ClientCredential } from '../../contract/entities/client-credential.ts';
import type { Check } from '../../contract/entities/refusal.ts';
import type { Clients } from '../clients/service.ts';
import type { Clock } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import type { TokenExchange, TokenRequest } from './token-request.ts';

export const clientAssertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Algorithms that a credential may be registered for. */
export const assertionAlgorithms = ['RS256', 'RS384', 'PS256'] as const;

/** Seconds that the clocks of client and tenant may differ. */
const clockTolerance = 30;

/** Seconds that an assertion may be valid for from now. */
const longestValidity = 300;

const longestAssertion = 16_384;

interface Attempt {
  assertion: string | undefined;
  assertionType: string | undefined;
  clientId: string | undefined;
  request: TokenRequest;
  exchange: TokenExchange;
}

export class ClientAssertions {
  readonly #clients: Clients;
  readonly #clock: Clock;
  /** `client_id jti` → `exp` in seconds. */
  readonly #used = new Map<string, number>();

  constructor(clients: Clients, clock: Clock) {
    this.#clients = clients;
    this.#clock = clock;
  }

  /** @throws {TenantError} `invalid_request`, `invalid_client` */
  async authenticate({ assertion, assertionType: type, clientId, request, exchange }: Attempt): Promise<Client> {
    if (type === undefined) throw missing('client_assertion_type');
    if (assertion === undefined) throw missing('client_assertion');
    if (type !== clientAssertionType) throw refused(`client_assertion_type must be ${clientAssertionType}.`);
    if (assertion.length > longestAssertion) {
      throw new TenantError('invalid_request', 'Parameter client_assertion is larger than 16 KB.', {
        field: 'client_assertion',
      });
    }
    const client = this.#claimedClient(assertion, clientId);
    Object.assign(exchange, { client_id: client.client_id, client_name: client.name });
    const payload = await this.#verify(assertion, client);
    this.#checkClaims(payload, client, request);
    return client;
  }

  #claimedClient(assertion: string, clientId: string | undefined): Client {
    const { sub } = readUnverified(() => decodeJwt(assertion));
    if (typeof sub !== 'string') throw refused('The assertion has no sub.', 'client');
    if (clientId !== undefined && clientId !== sub)
      throw refused('client_id differs from the sub of the assertion.', 'client');
    const client = this.#clients.find(sub);
    if (client === undefined) throw refused('There is no application with this client id.', 'client');
    return client;
  }

  async #verify(assertion: string, client: Client): Promise<JWTPayload> {
    const { alg, kid } = readUnverified(() => decodeProtectedHeader(assertion));
    const credentials = this.#usableCredentials(client).filter(
      (credential) => credential.alg === alg && (kid === undefined || credential.kid === kid),
    );
    if (credentials.length === 0) {
      throw refused(`${client.name} has no valid credential for alg ${String(alg)} with this kid.`);
    }
    const reasons: string[] = [];
    for (const { pem = '', alg: algorithm = 'RS256' } of credentials) {
      try {
        const { payload } = await jwtVerify(assertion, await importSPKI(pem, algorithm), {
          algorithms: [algorithm],
          issuer: client.client_id,
          subject: client.client_id,
          requiredClaims: ['exp'],
          clockTolerance,
          currentDate: new Date(this.#clock()),
        });
        return payload;
      } catch (error) {
        reasons.push(error instanceof Error ? error.message : 'unknown reason');
      }
    }
    throw refused(`The assertion does not verify: ${reasons.join('; ')}.`);
  }

  #usableCredentials(client: Client): ClientCredential[] {
    const named = client.client_authentication_methods?.private_key_jwt?.credentials ?? [];
    const now = new Date(this.#clock()).toISOString();
    return client.credentials.filter(
      ({ id, expires_at }) => named.some((one) => one.id === id) && (expires_at === undefined || expires_at > now),
    );
  }

  #checkClaims(payload: JWTPayload, client: Client, request: TokenRequest): void {
    const now = this.#clock() / 1_000;
    const { exp = 0, iat, jti } = payload;
    if (payload.aud !== request.issuer) throw refused(describeWrongAudience(payload.aud, request));
    if (exp > now + longestValidity + clockTolerance) {
      throw refused(`exp is more than five minutes ahead, and five are allowed. ${untilApril}`);
    }
    if (iat !== undefined && iat > now + clockTolerance) throw refused('iat is in the future.');
    if (typeof jti !== 'string' || jti === '') throw refused('The assertion has no jti.');
    this.#refuseReplay(`${client.client_id} ${jti}`, exp, now);
  }

  #refuseReplay(id: string, exp: number, now: number): void {
    for (const [used, until] of this.#used) if (until + clockTolerance < now) this.#used.delete(used);
    if (this.#used.has(id)) throw refused('The assertion was used before: make a new one, with a jti of its own.');
    this.#used.set(id, exp);
  }
}

function readUnverified<Value>(read: () => Value): Value {
  try {
    return read();
  } catch {
    throw refused('The assertion is not a JWT.');
  }
}

const untilApril = 'Older clients were let through until April 2026.';

function describeWrongAudience(aud: unknown, { issuer, tokenEndpoint }: TokenRequest): string {
  const wanted = `aud must be ${issuer}, as one string`;
  const isOld = [aud].flat().every((one) => one === issuer || one === tokenEndpoint);
  return isOld && aud !== undefined && [aud].flat().length > 0
    ? `${wanted}: not the token endpoint, and no list. ${untilApril}`
    : `${wanted}.`;
}

function missing(name: string): TenantError {
  return new TenantError('invalid_request', `Missing required parameter: ${name}`, {
    field: name,
    refusal: { check: 'request', mends: [] },
  });
}

function refused(hint: string, check: Check = 'secret'): TenantError {
  const refusal = { check, mends: [] };
  return new TenantError('invalid_client', 'Failed to verify client assertion.', { hint, refusal });
}
