/** Legacy SSO add-ons of an application, which the tenant keeps as they are given and does nothing with. */
export interface SeedClientAddons {
  aws?: {
    lifetime_in_seconds?: number;
    principal?: string;
    role?: string;
  };
  azure_blob?: {
    accountName?: string;
    blobName?: string;
    blob_delete?: boolean;
    blob_read?: boolean;
    blob_write?: boolean;
    containerName?: string;
    container_delete?: boolean;
    container_list?: boolean;
    container_read?: boolean;
    container_write?: boolean;
    expiration?: number;
    signedIdentifier?: string;
    storageAccessKey?: string;
  };
  azure_sb?: {
    entityPath?: string;
    expiration?: number;
    namespace?: string;
    sasKey?: string;
    sasKeyName?: string;
  };
  box?: Record<string, unknown>;
  cloudbees?: Record<string, unknown>;
  concur?: Record<string, unknown>;
  dropbox?: Record<string, unknown>;
  echosign?: {
    domain?: string;
  };
  egnyte?: {
    domain?: string;
  };
  firebase?: {
    client_email?: string;
    lifetime_in_seconds?: number;
    private_key?: string;
    private_key_id?: string;
    secret?: string;
  };
  layer?: {
    expiration?: number;
    keyId: string;
    principal?: string;
    privateKey: string;
    providerId: string;
  };
  mscrm?: {
    url: string;
  };
  newrelic?: {
    account?: string;
  };
  oag?: Record<string, never> | null;
  office365?: {
    connection?: string;
    domain?: string;
  };
  rms?: {
    url: string;
  };
  salesforce?: {
    entity_id?: string;
  };
  salesforce_api?: {
    clientid?: string;
    communityName?: string;
    community_url_section?: string;
    principal?: string;
  };
  salesforce_sandbox_api?: {
    clientid?: string;
    communityName?: string;
    community_url_section?: string;
    principal?: string;
  };
  samlp?: {
    audience?: string;
    authnContextClassRef?: string;
    createUpnClaim?: boolean;
    destination?: string;
    digestAlgorithm?: string;
    issuer?: string;
    lifetimeInSeconds?: number;
    mapIdentities?: boolean;
    mapUnknownClaimsAsIs?: boolean;
    mappings?: Record<string, unknown>;
    nameIdentifierFormat?: string;
    nameIdentifierProbes?: string[];
    passthroughClaimsWithNoMapping?: boolean;
    recipient?: string;
    signResponse?: boolean;
    signatureAlgorithm?: string;
  };
  sap_api?: {
    clientid?: string;
    nameIdentifierFormat?: string;
    scope?: string;
    servicePassword?: string;
    tokenEndpointUrl?: string;
    usernameAttribute?: string;
  };
  sentry?: {
    base_url?: string;
    org_slug?: string;
  };
  sharepoint?: {
    external_url?: string[] | string;
    url?: string;
  };
  slack?: {
    team: string;
  };
  springcm?: {
    acsurl?: string;
  };
  sso_integration?: {
    name?: string;
    version?: string;
  };
  wams?: {
    masterkey?: string;
  };
  wsfed?: Record<string, unknown>;
  zendesk?: {
    accountName?: string;
  };
  zoom?: {
    account?: string;
  };
}
