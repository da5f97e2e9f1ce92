/** Handlers for the public keys of applications. */
import type { ClientCredential, CreateClientCredential } from '../contract/entities/client-credential.ts';
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { clientCredentialMethods } from '../contract/methods/client-credentials.ts';
import { makeKey } from '../jwt/edit/make-key.ts';
import { readKeys } from '../jwt/keys/read-keys.ts';
import type { KeyPlatform } from '../jwt/ports.ts';
import type { Clients } from '../tenant/clients/service.ts';
import { TenantError } from '../tenant/tenant-error.ts';

type CredentialMethods = typeof clientCredentialMethods;

export type ClientCredentialHandlers = {
  [Name in keyof CredentialMethods]: (
    input: InputOf<CredentialMethods[Name]>,
  ) => OutputOf<CredentialMethods[Name]> | Promise<OutputOf<CredentialMethods[Name]>>;
};

export function clientCredentialHandlers(
  { clients }: { clients: Clients },
  platform: KeyPlatform,
): ClientCredentialHandlers {
  const { credentials } = clients;

  /** A key of an application that authenticates with keys is one of those it may use. */
  async function create(clientId: string, input: CreateClientCredential): Promise<ClientCredential> {
    const created = await credentials.create(clientId, input);
    const named = clients.get(clientId).client_authentication_methods?.private_key_jwt?.credentials;
    if (named !== undefined) authenticateWith(clientId, [...named.map(({ id }) => id), created.id]);
    return created;
  }

  function authenticateWith(clientId: string, ids: readonly string[]): void {
    clients.update(clientId, {
      client_authentication_methods: { private_key_jwt: { credentials: ids.map((id) => ({ id })) } },
      token_endpoint_auth_method: null,
    });
  }

  return {
    'clientCredentials.list': ({ client_id }) => credentials.list(client_id).map(withoutPem),
    'clientCredentials.create': async ({ client_id, credential }) =>
      withoutPem(await create(client_id, asPem(credential, platform))),
    'clientCredentials.generate': async ({ client_id, ...given }) => {
      clients.get(client_id);
      const { kid, publicPem, privatePem } = await makeKey('RSA-2048', given.alg);
      const made = await create(client_id, { ...given, credential_type: 'public_key', kid, pem: publicPem });
      return { credential: withoutPem(made), privateKey: privatePem };
    },
    'clientCredentials.remove': ({ client_id, id }) => {
      credentials.remove(client_id, id);
      return {};
    },
    'clientCredentials.switchMethod': ({ client_id, method }) => {
      if (method !== 'private_key_jwt') {
        clients.update(client_id, { client_authentication_methods: null, token_endpoint_auth_method: method });
        return {};
      }
      const keys = credentials.list(client_id).filter(({ credential_type }) => credential_type === 'public_key');
      if (keys.length === 0) {
        throw new TenantError(
          'invalid_body',
          'private_key_jwt needs a public key. Upload one or generate a pair first.',
          { field: 'method' },
        );
      }
      authenticateWith(
        client_id,
        keys.map(({ id }) => id),
      );
      return {};
    },
  };
}

/** On screen a key is taken as people hold it; what is none goes on, and is refused in the service's words. */
function asPem(credential: CreateClientCredential, platform: KeyPlatform): CreateClientCredential {
  if (credential.pem === undefined) return credential;
  try {
    const { candidates, plain } = readKeys(credential.pem, { platform });
    const [key] = candidates;
    // A private key is refused: it has no place here.
    if (key === undefined || key.privateJwk !== undefined) return credential;
    const isCertificate = key.certificate !== undefined && plain.includes('-----BEGIN CERTIFICATE');
    return { ...credential, pem: isCertificate ? plain : platform.writePublicKey(key.jwk).spkiPem };
  } catch {
    return credential;
  }
}

function withoutPem({ pem: _, ...credential }: ClientCredential): Omit<ClientCredential, 'pem'> {
  return credential;
}
