/** Public keys that an application authenticates with (private_key_jwt, RFC 7523 §2.2). */
import { type Static, Type } from '@sinclair/typebox';
import { type ClientCredential, createClientCredentialSchema } from '../entities/client-credential.ts';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';

const id = Type.String({ minLength: 1 });
const { name, expires_at, alg } = createClientCredentialSchema.properties;

/** A credential as screens see it: without its PEM. */
const credential = Type.Unsafe<Omit<ClientCredential, 'pem'>>({ type: 'object' });

export const credentialAlgorithms = ['RS256', 'RS384', 'PS256'] as const;

/** How the application authenticates from now on. */
export const switchableMethods = ['private_key_jwt', 'client_secret_post', 'client_secret_basic'] as const;
export type SwitchableMethod = (typeof switchableMethods)[number];

const generatedSchema = Closed({
  credential,
  /** PKCS #8 PEM. Said once: the tenant keeps the public half only. */
  privateKey: Type.String(),
});
export type GeneratedCredential = Static<typeof generatedSchema>;

export const clientCredentialMethods = {
  'clientCredentials.list': method(Closed({ client_id: id }), Type.Array(credential)),
  /** Keeps a public key or certificate; where private_key_jwt is in use, it counts at once. */
  'clientCredentials.create': method(Closed({ client_id: id, credential: createClientCredentialSchema }), credential),
  /** A new pair of RSA keys of 2048 bits, the public one kept as `clientCredentials.create` does. */
  'clientCredentials.generate': method(Closed({ client_id: id, name, expires_at, alg }), generatedSchema),
  'clientCredentials.remove': method(Closed({ client_id: id, id }), nothing),
  /** private_key_jwt takes every public key of the application; a secret takes its place and leaves the keys listed. */
  'clientCredentials.switchMethod': method(Closed({ client_id: id, method: Enum(switchableMethods) }), nothing),
} as const;
