/** A seed: what a tenant shall hold from its start. Its names are those of the Auth0 deploy tool's `tenant.yaml`. */
import { type Static, Type } from '@sinclair/typebox';
import { createClientSchema } from './entities/client.ts';
import { createClientGrantSchema } from './entities/client-grant.ts';
import { createResourceServerSchema } from './entities/resource-server.ts';
import { Closed, Enum } from './entities/schema-kit.ts';
import { updateSettingsSchema } from './entities/settings.ts';

const seedClientSchema = Closed({
  ...createClientSchema.properties,
  client_id: Type.Optional(Type.String({ minLength: 1, maxLength: 120, format: 'client-id' })),
  client_secret: Type.Optional(Type.String({ minLength: 1 })),
});

const seedSigningKeySchema = Closed({
  privateKey: Type.String({ minLength: 1, description: 'An RSA private key in PEM format.' }),
  cert: Type.Optional(Type.String({ minLength: 1, description: 'Its certificate in PEM format.' })),
  kid: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  state: Type.Optional(Enum(['current', 'next', 'previous'])),
});

export const seedSchema = Closed({
  tenant: Type.Optional(Closed(updateSettingsSchema.properties)),
  resourceServers: Type.Optional(Type.Array(createResourceServerSchema)),
  clients: Type.Optional(Type.Array(seedClientSchema)),
  /** `client_id` is a client's id or its name. */
  clientGrants: Type.Optional(Type.Array(createClientGrantSchema)),
  signingKeys: Type.Optional(Type.Array(seedSigningKeySchema)),
});

export type Seed = Static<typeof seedSchema>;
export type SeedClient = Static<typeof seedClientSchema>;
export type SeedSigningKey = Static<typeof seedSigningKeySchema>;
