/** Credentials of a client: public keys for private_key_jwt, certificates for mutual TLS. */
import type { Client } from '../../contract/entities/client.ts';
import {
  authenticationMethods,
  type ClientAuthenticationMethods,
  type ClientCredential,
  type CreateClientCredential,
  type CredentialId,
  createClientCredentialSchema,
  type UpdateClientCredential,
  updateClientCredentialSchema,
} from '../../contract/entities/client-credential.ts';
import { thumbprintOf } from '../../jwt/thumbprint.ts';
import { checkInput } from '../input/check-input.ts';
import { mergeUpdate } from '../merge.ts';
import type { PublicKeyFacts } from '../ports.ts';
import { TenantError } from '../tenant-error.ts';
import type { TenantParts } from '../tenant-parts.ts';

/** The real service keeps two at most, so that one can be rotated while the other works. */
const mostCredentials = 2;

export class ClientCredentials {
  readonly #parts: TenantParts;

  constructor(parts: TenantParts) {
    this.#parts = parts;
  }

  list(clientId: string): ClientCredential[] {
    return this.#client(clientId).credentials;
  }

  /** @throws {TenantError} `inexistent_client`, `inexistent_credential` */
  get(clientId: string, id: string): ClientCredential {
    const found = this.list(clientId).find((credential) => credential.id === id);
    if (found === undefined) throw new TenantError('inexistent_credential', 'Credential does not exist');
    return found;
  }

  /** @throws {TenantError} `invalid_body`, `inexistent_client`, `too_many_entities` */
  async create(clientId: string, body: unknown): Promise<ClientCredential> {
    const input = checkInput(createClientCredentialSchema, body);
    const created = await this.make(input);
    const client = this.#client(clientId);
    refuseTooMany(client.credentials.length + 1);
    this.#keep({ ...client, credentials: [...client.credentials, created] });
    return created;
  }

  /** Several at once, as a creation of a client embeds them; kept nowhere yet. */
  async makeAll(inputs: readonly CreateClientCredential[]): Promise<ClientCredential[]> {
    refuseTooMany(inputs.length);
    return Promise.all(inputs.map((input) => this.make(input)));
  }

  /** A credential as it would be created, kept nowhere yet. @throws {TenantError} `invalid_body` */
  async make(input: CreateClientCredential): Promise<ClientCredential> {
    const { clock, random } = this.#parts;
    const now = new Date(clock()).toISOString();
    const { name, credential_type, expires_at } = input;
    return {
      id: `cred_${random.alphanumeric(22)}`,
      ...(name === undefined ? {} : { name }),
      credential_type,
      ...(expires_at === undefined ? {} : { expires_at: toUtc(expires_at) }),
      ...(await this.#factsOf(input)),
      created_at: now,
      updated_at: now,
    };
  }

  /** @throws {TenantError} `invalid_body`, `inexistent_client`, `inexistent_credential` */
  update(clientId: string, id: string, body: unknown): ClientCredential {
    const input: UpdateClientCredential = checkInput(updateClientCredentialSchema, body);
    const kept = this.get(clientId, id);
    const expires_at = input.expires_at ? toUtc(input.expires_at) : input.expires_at;
    const updated = {
      ...mergeUpdate<ClientCredential>(kept, { expires_at }),
      updated_at: new Date(this.#parts.clock()).toISOString(),
    };
    const client = this.#client(clientId);
    this.#keep({ ...client, credentials: client.credentials.map((one) => (one.id === id ? updated : one)) });
    return updated;
  }

  /** Also takes it out of what names it in the client. Of something already gone it does nothing. */
  remove(clientId: string, id: string): void {
    const client = this.#parts.document.clients.get(clientId);
    if (client === undefined || !client.credentials.some((credential) => credential.id === id)) return;
    const {
      client_authentication_methods: methods,
      signed_request_object: requestObject,
      token_vault_privileged_access: tokenVault,
    } = client;
    this.#keep({
      ...client,
      credentials: client.credentials.filter((credential) => credential.id !== id),
      ...(methods === undefined ? {} : { client_authentication_methods: withoutCredential(methods, id) }),
      ...(requestObject?.credentials === undefined
        ? {}
        : { signed_request_object: { ...requestObject, credentials: without(requestObject.credentials, id) } }),
      ...(tokenVault === undefined
        ? {}
        : { token_vault_privileged_access: { ...tokenVault, credentials: without(tokenVault.credentials, id) } }),
    });
  }

  async #factsOf(input: CreateClientCredential): Promise<Partial<ClientCredential>> {
    if (input.credential_type === 'public_key') return this.#publicKeyFacts(input);
    if (input.credential_type === 'x509_cert') {
      const certificate = requireCertificate(this.#read(input.pem));
      return { thumbprint_sha256: certificate.thumbprintSha256, expires_at: certificate.notAfter };
    }
    if (input.pem === undefined && input.subject_dn === undefined) {
      throw new TenantError('invalid_body', "Payload validation error: 'Missing required property: subject_dn'.", {
        field: 'subject_dn',
      });
    }
    const subject_dn = input.pem === undefined ? input.subject_dn : requireCertificate(this.#read(input.pem)).subject;
    return subject_dn === undefined ? {} : { subject_dn };
  }

  async #publicKeyFacts(input: CreateClientCredential): Promise<Partial<ClientCredential>> {
    const facts = this.#read(input.pem);
    // RFC 7518 §3.3 and §3.5: 2048 bits or larger.
    if (facts.modulusLength === undefined || facts.modulusLength < 2048) {
      throw new TenantError('invalid_body', 'pem must hold an RSA public key of 2048 bits or more.', { field: 'pem' });
    }
    const expiry = input.parse_expiry_from_cert === true ? { expires_at: requireCertificate(facts).notAfter } : {};
    return {
      kid: input.kid ?? (await thumbprintOf(facts.jwk)),
      alg: input.alg ?? 'RS256',
      pem: facts.spki,
      ...expiry,
    };
  }

  #read(pem: string | undefined): PublicKeyFacts {
    if (pem === undefined) {
      throw new TenantError('invalid_body', "Payload validation error: 'Missing required property: pem'.", {
        field: 'pem',
      });
    }
    try {
      return this.#parts.keys.readPublicKey(pem);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : 'it cannot be read.';
      throw new TenantError('invalid_body', `pem must be a public key or a certificate in PEM format: ${reason}`, {
        field: 'pem',
      });
    }
  }

  #client(clientId: string): Client {
    const client = this.#parts.document.clients.get(clientId);
    if (client === undefined) throw new TenantError('inexistent_client', 'The client does not exist');
    return client;
  }

  #keep(client: Client): void {
    this.#parts.document.apply([{ kind: 'clients', id: client.client_id, value: client }]);
  }
}

/** RFC 3339 with any offset → the same time in UTC, as answers show it. */
function toUtc(time: string): string {
  return new Date(time).toISOString();
}

function requireCertificate({ certificate }: PublicKeyFacts): NonNullable<PublicKeyFacts['certificate']> {
  if (certificate !== undefined) return certificate;
  throw new TenantError('invalid_body', 'pem must be a certificate in PEM format.', { field: 'pem' });
}

function refuseTooMany(count: number): void {
  if (count <= mostCredentials) return;
  throw new TenantError('too_many_entities', 'You reached the limit of entities of this type for this tenant.');
}

function without(credentials: readonly CredentialId[], id: string): CredentialId[] {
  return credentials.filter((credential) => credential.id !== id);
}

function withoutCredential(methods: ClientAuthenticationMethods, id: string): ClientAuthenticationMethods {
  const remaining: ClientAuthenticationMethods = {};
  for (const method of authenticationMethods) {
    const named = methods[method]?.credentials;
    if (named !== undefined) remaining[method] = { credentials: without(named, id) };
  }
  return remaining;
}
