/** Legacy SSO add-ons of a client. The tenant keeps them as they were sent and does nothing with them. */
import { Type } from '@sinclair/typebox';
import { Closed, Nullable, Open } from './schema-kit.ts';

export const clientAddonsSchema = Closed({
  aws: Type.Optional(
    Open({
      lifetime_in_seconds: Type.Optional(Type.Integer({ minimum: 900, maximum: 43200 })),
      principal: Type.Optional(Type.String()),
      role: Type.Optional(Type.String()),
    }),
  ),
  azure_blob: Type.Optional(
    Open({
      accountName: Type.Optional(Type.String({ pattern: '^([a-z0-9]){3,24}$' })),
      blobName: Type.Optional(Type.String({ pattern: '^(.){1,1024}$' })),
      blob_delete: Type.Optional(Type.Boolean()),
      blob_read: Type.Optional(Type.Boolean()),
      blob_write: Type.Optional(Type.Boolean()),
      containerName: Type.Optional(Type.String({ pattern: '^([a-z0-9]){1}([a-z0-9-]){2,62}$' })),
      container_delete: Type.Optional(Type.Boolean()),
      container_list: Type.Optional(Type.Boolean()),
      container_read: Type.Optional(Type.Boolean()),
      container_write: Type.Optional(Type.Boolean()),
      expiration: Type.Optional(Type.Integer({ minimum: 0 })),
      signedIdentifier: Type.Optional(Type.String()),
      storageAccessKey: Type.Optional(Type.String({ pattern: '^([A-Za-z0-9+/]){86}==$' })),
    }),
  ),
  azure_sb: Type.Optional(
    Open({
      entityPath: Type.Optional(Type.String()),
      expiration: Type.Optional(Type.Integer()),
      namespace: Type.Optional(Type.String()),
      sasKey: Type.Optional(Type.String()),
      sasKeyName: Type.Optional(Type.String()),
    }),
  ),
  box: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  cloudbees: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  concur: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  dropbox: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  echosign: Type.Optional(
    Open({
      domain: Type.Optional(Type.String()),
    }),
  ),
  egnyte: Type.Optional(
    Open({
      domain: Type.Optional(Type.String()),
    }),
  ),
  firebase: Type.Optional(
    Open({
      client_email: Type.Optional(Type.String()),
      lifetime_in_seconds: Type.Optional(Type.Integer()),
      private_key: Type.Optional(Type.String()),
      private_key_id: Type.Optional(Type.String()),
      secret: Type.Optional(Type.String()),
    }),
  ),
  layer: Type.Optional(
    Open({
      expiration: Type.Optional(Type.Integer({ minimum: 0 })),
      keyId: Type.String(),
      principal: Type.Optional(Type.String()),
      privateKey: Type.String(),
      providerId: Type.String(),
    }),
  ),
  mscrm: Type.Optional(
    Open({
      url: Type.String({ format: 'url' }),
    }),
  ),
  newrelic: Type.Optional(
    Open({
      account: Type.Optional(Type.String()),
    }),
  ),
  oag: Type.Optional(Nullable(Closed({}))),
  office365: Type.Optional(
    Open({
      connection: Type.Optional(Type.String()),
      domain: Type.Optional(Type.String()),
    }),
  ),
  rms: Type.Optional(
    Open({
      url: Type.String({ format: 'url' }),
    }),
  ),
  salesforce: Type.Optional(
    Open({
      entity_id: Type.Optional(Type.String({ format: 'url' })),
    }),
  ),
  salesforce_api: Type.Optional(
    Open({
      clientid: Type.Optional(Type.String()),
      communityName: Type.Optional(Type.String()),
      community_url_section: Type.Optional(Type.String()),
      principal: Type.Optional(Type.String()),
    }),
  ),
  salesforce_sandbox_api: Type.Optional(
    Open({
      clientid: Type.Optional(Type.String()),
      communityName: Type.Optional(Type.String()),
      community_url_section: Type.Optional(Type.String()),
      principal: Type.Optional(Type.String()),
    }),
  ),
  samlp: Type.Optional(
    Open({
      audience: Type.Optional(Type.String()),
      authnContextClassRef: Type.Optional(Type.String()),
      createUpnClaim: Type.Optional(Type.Boolean()),
      destination: Type.Optional(Type.String()),
      digestAlgorithm: Type.Optional(Type.String()),
      issuer: Type.Optional(Type.String()),
      lifetimeInSeconds: Type.Optional(Type.Integer()),
      mapIdentities: Type.Optional(Type.Boolean()),
      mapUnknownClaimsAsIs: Type.Optional(Type.Boolean()),
      mappings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      nameIdentifierFormat: Type.Optional(Type.String()),
      nameIdentifierProbes: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
      passthroughClaimsWithNoMapping: Type.Optional(Type.Boolean()),
      recipient: Type.Optional(Type.String()),
      signResponse: Type.Optional(Type.Boolean()),
      signatureAlgorithm: Type.Optional(Type.String()),
    }),
  ),
  sap_api: Type.Optional(
    Open({
      clientid: Type.Optional(Type.String()),
      nameIdentifierFormat: Type.Optional(Type.String()),
      scope: Type.Optional(Type.String()),
      servicePassword: Type.Optional(Type.String()),
      tokenEndpointUrl: Type.Optional(Type.String({ format: 'url' })),
      usernameAttribute: Type.Optional(Type.String()),
    }),
  ),
  sentry: Type.Optional(
    Open({
      base_url: Type.Optional(Type.String()),
      org_slug: Type.Optional(Type.String()),
    }),
  ),
  sharepoint: Type.Optional(
    Open({
      external_url: Type.Optional(Type.Union([Type.Array(Type.String()), Type.String()])),
      url: Type.Optional(Type.String()),
    }),
  ),
  slack: Type.Optional(
    Open({
      team: Type.String(),
    }),
  ),
  springcm: Type.Optional(
    Open({
      acsurl: Type.Optional(Type.String()),
    }),
  ),
  sso_integration: Type.Optional(
    Open({
      name: Type.Optional(Type.String()),
      version: Type.Optional(Type.String()),
    }),
  ),
  wams: Type.Optional(
    Open({
      masterkey: Type.Optional(Type.String()),
    }),
  ),
  wsfed: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  zendesk: Type.Optional(
    Open({
      accountName: Type.Optional(Type.String()),
    }),
  ),
  zoom: Type.Optional(
    Open({
      account: Type.Optional(Type.String()),
    }),
  ),
});
