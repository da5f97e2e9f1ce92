/**
 * Which client asks, and whether it is. The only place that authenticates a client: secret in the body, HTTP Basic, or a
 * signed assertion. A wrong secret and an unknown client get one answer, RFC 6749 §5.2 aside: the service says
 * `access_denied` where the standard says `invalid_client`.
 */
import { base64url } from 'jose';
import type { Client } from '../../contract/entities/client.ts';
import type { Check, Mend } from '../../contract/entities/refusal.ts';
import type { Clients } from '../clients/service.ts';
import type { Keys } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import type { ClientAssertions } from './client-assertion.ts';
import { readParameter } from './read-parameters.ts';
import type { TokenExchange, TokenRequest } from './token-request.ts';

interface Authenticator {
  clients: Clients;
  assertions: ClientAssertions;
  keys: Keys;
}

/**
 * @param exchange Told of the client as soon as it is known.
 * @throws {TenantError} `invalid_request`, `client_authentication_failed`, `invalid_client`
 */
export async function authenticateClient(
  request: TokenRequest,
  exchange: TokenExchange,
  { clients, assertions, keys }: Authenticator,
): Promise<Client> {
  const { parameters } = request;
  const clientId = readParameter(parameters, 'client_id');
  const clientSecret = readParameter(parameters, 'client_secret');
  const assertion = readParameter(parameters, 'client_assertion');
  const assertionType = readParameter(parameters, 'client_assertion_type');
  const basic = readBasicCredentials(request.authorization);
  refuseSeveralMethods([clientSecret, assertion ?? assertionType, basic]);

  if (assertion !== undefined || assertionType !== undefined) {
    return assertions.authenticate({ assertion, assertionType, clientId, request, exchange });
  }
  if (basic !== undefined && clientId !== undefined && basic.clientId !== clientId) {
    throw new TenantError('invalid_request', 'client_id differs between the Authorization header and the body.', {
      field: 'client_id',
      refusal: { check: 'client', mends: [] },
    });
  }
  const claimedId = basic?.clientId ?? clientId;
  if (claimedId === undefined) throw unauthorized('client', 'The request names no client.');
  const client = clients.find(claimedId) ?? clients.find(basic?.raw.clientId ?? claimedId);
  if (client !== undefined) Object.assign(exchange, { client_id: client.client_id, client_name: client.name });
  else exchange.client_id = claimedId;

  const secret = basic?.clientSecret ?? clientSecret;
  // An unknown client costs the same comparison as a wrong secret, so that time tells nothing.
  const expected = client?.client_secret ?? '';
  const isRaw = basic !== undefined && keys.equalSecrets(basic.raw.clientSecret, expected);
  const isSame = keys.equalSecrets(secret ?? '', expected) || isRaw;
  // Who has no secret is not authenticated by an empty one.
  const isRight = isSame && expected !== '';
  if (client === undefined) throw unauthorized('client', 'There is no application with this client id.');
  if (client.global) throw unauthorized('client', 'The global client cannot get tokens.');
  if (client.client_authentication_methods !== undefined) {
    throw unauthorized('secret', `${client.name} authenticates with a key (private_key_jwt), not with a secret.`);
  }
  if (client.token_endpoint_auth_method === 'none' && secret === undefined) return client;
  if (secret === undefined) {
    throw unauthorized('secret', `The request carries no secret of ${client.name}.`, [presentSecret(client)]);
  }
  if (!isRight) throw unauthorized('secret', describeWrongSecret(client, secret, clients), [presentSecret(client)]);
  if (isRaw && basic.raw.clientSecret !== secret) exchange.hint = rawSecret;
  return client;
}

const rawSecret =
  'The secret in the Authorization header was taken as it stands. RFC 6749 §2.3.1 wants id and secret form-encoded first (%2B for +, %25 for %): other servers refuse it like this.';

function unauthorized(check: Check, hint: string, mends: Mend[] = []): TenantError {
  return new TenantError('client_authentication_failed', 'Unauthorized', { hint, refusal: { check, mends } });
}

function presentSecret({ client_id }: Client): Mend {
  return { kind: 'use_secret', client_id };
}

function describeWrongSecret({ client_id, name, client_secret = '' }: Client, given: string, clients: Clients): string {
  if (given.trim() === client_secret) return `The secret of ${name} is right but for white space around it.`;
  if (given.toLowerCase() === client_secret.toLowerCase())
    return `The secret of ${name} differs in upper and lower case.`;
  const change = clients.secretChange(client_id, given);
  if (change === undefined) return `The secret does not match ${name}.`;
  return change.isFormer
    ? `This is the secret that ${name} had until it was changed ${change.ago}.`
    : `The secret does not match ${name}, whose secret was changed ${change.ago}.`;
}

/** RFC 6749 §2.3: a client uses no more than one method in a request. */
function refuseSeveralMethods(methods: readonly unknown[]): void {
  if (methods.filter((method) => method !== undefined).length < 2) return;
  throw new TenantError('invalid_request', 'Use one client authentication method: secret, HTTP Basic or assertion.', {
    refusal: { check: 'request', mends: [] },
  });
}

interface BasicCredentials {
  clientId: string;
  clientSecret: string;
}

/**
 * RFC 6749 §2.3.1: id and secret are form-encoded before they are joined. Raw ones are taken too, because many clients
 * forget the encoding.
 */
function readBasicCredentials(header: string | undefined): (BasicCredentials & { raw: BasicCredentials }) | undefined {
  if (header === undefined) return undefined;
  const encoded = /^basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(header)?.[1];
  const text = encoded === undefined ? undefined : decodeBase64(encoded);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon === -1) {
    throw unauthorized('client', 'The Authorization header is not "Basic" with base64 of client id, colon and secret.');
  }
  const raw = { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
  return { clientId: formDecode(raw.clientId), clientSecret: formDecode(raw.clientSecret), raw };
}

function decodeBase64(text: string): string | undefined {
  try {
    const bytes = base64url.decode(text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
