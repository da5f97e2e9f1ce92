/** What the Management API may answer, as closed schemas: a member too many or of another type is a failure. */
import { type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox';

const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const maybe = <Properties extends TProperties>(properties: Properties) => Type.Partial(closed(properties));
const oneOf = (...values: string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const texts = Type.Array(Type.String());
const flag = Type.Boolean();
const time = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const seconds = Type.Integer({ minimum: 0 });
const anything = Type.Object({}, { additionalProperties: true });

/** Required and optional members in one closed object. */
function shape(required: TProperties, optional: TProperties = {}): TObject {
  return Type.Composite([closed(required), Type.Partial(closed(optional))], { additionalProperties: false });
}

export const resourceServerShape = shape(
  {
    id: Type.String({ pattern: '^[0-9a-f]{24}$' }),
    identifier: Type.String({ minLength: 1, maxLength: 600 }),
    allow_offline_access: flag,
    skip_consent_for_verifiable_first_party_clients: flag,
    subject_type_authorization: maybe({
      user: maybe({ policy: oneOf('allow_all', 'deny_all', 'require_client_grant') }),
      client: maybe({ policy: oneOf('deny_all', 'require_client_grant') }),
    }),
    token_lifetime: seconds,
    token_lifetime_for_web: seconds,
    signing_alg: oneOf('HS256', 'RS256', 'RS512', 'PS256'),
  },
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    is_system: Type.Literal(true),
    signing_secret: Type.String({ minLength: 16 }),
    scopes: Type.Array(shape({ value: Type.String({ minLength: 1 }) }, { description: Type.String() })),
    enforce_policies: flag,
    token_dialect: oneOf('access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz'),
    allow_online_access: flag,
    allow_online_access_with_ephemeral_sessions: flag,
    token_lifetime_for_anonymous_access_tokens: seconds,
    consent_policy: oneOf('transactional-authorization-with-mfa'),
    authorization_details: Type.Array(anything),
    authorization_policy: closed({ policy_id: Type.String() }),
    client_id: Type.String(),
    proof_of_possession: shape(
      { mechanism: oneOf('mtls', 'dpop'), required: flag },
      { required_for: oneOf('public_clients', 'all_clients') },
    ),
    token_encryption: closed({
      format: oneOf('compact-nested-jwe'),
      encryption_key: shape(
        {
          alg: oneOf('RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'),
          thumbprint_sha256: Type.String({ pattern: '^[\\w-]{43}$' }),
        },
        { name: Type.String(), kid: Type.String() },
      ),
    }),
  },
);

export const clientGrantShape = shape(
  {
    id: Type.String({ pattern: '^cgr_[0-9A-Za-z]{16}$' }),
    audience: Type.String({ minLength: 1 }),
    subject_type: oneOf('client', 'user'),
  },
  {
    client_id: Type.String(),
    scope: texts,
    organization_usage: oneOf('deny', 'allow', 'require'),
    allow_any_organization: flag,
    is_system: flag,
    authorization_details_types: texts,
    allow_all_scopes: flag,
    default_for: oneOf('third_party_clients'),
  },
);

export const clientCredentialShape = shape(
  {
    id: Type.String({ pattern: '^cred_[0-9A-Za-z]{22}$' }),
    credential_type: oneOf('public_key', 'x509_cert', 'cert_subject_dn'),
    created_at: time,
    updated_at: time,
  },
  {
    name: Type.String(),
    kid: Type.String({ pattern: '^[\\w-]{10,64}$' }),
    alg: oneOf('RS256', 'RS384', 'PS256'),
    subject_dn: Type.String(),
    thumbprint_sha256: Type.String({ pattern: '^[\\w-]{43}$' }),
    expires_at: time,
  },
);

const credentialIds = closed({ credentials: Type.Array(closed({ id: Type.String({ pattern: '^cred_' }) })) });
const wholeCredentials = closed({ credentials: Type.Array(clientCredentialShape) });
const methods = (credentials: TSchema) =>
  maybe({ private_key_jwt: credentials, tls_client_auth: credentials, self_signed_tls_client_auth: credentials });

const clientMembers = {
  required: {
    tenant: Type.String(),
    client_id: Type.String({ minLength: 1 }),
    name: Type.String({ minLength: 1 }),
    global: flag,
    is_first_party: flag,
    is_token_endpoint_ip_header_trusted: flag,
    oidc_conformant: flag,
    sso_disabled: flag,
    cross_origin_auth: flag,
    cross_origin_authentication: flag,
    custom_login_page_on: flag,
    callback_url_template: flag,
  },
  optional: {
    description: Type.String({ maxLength: 140 }),
    client_secret: Type.String({ minLength: 1 }),
    signing_keys: Type.Array(closed({ cert: Type.String(), pkcs7: Type.String(), subject: Type.String() })),
    encryption_key: maybe({ pub: Type.String(), cert: Type.String(), subject: Type.String() }),
    app_type: Type.String(),
    logo_uri: Type.String(),
    grant_types: texts,
    callbacks: texts,
    allowed_logout_urls: texts,
    allowed_origins: texts,
    web_origins: texts,
    allowed_clients: texts,
    client_aliases: texts,
    client_metadata: Type.Record(Type.String(), Type.String({ maxLength: 255 })),
    jwt_configuration: maybe({
      alg: oneOf('HS256', 'RS256', 'RS512', 'PS256'),
      lifetime_in_seconds: Type.Integer(),
      secret_encoded: flag,
      scopes: anything,
    }),
    refresh_token: shape(
      { rotation_type: oneOf('rotating', 'non-rotating'), expiration_type: oneOf('expiring', 'non-expiring') },
      {
        leeway: seconds,
        token_lifetime: seconds,
        idle_token_lifetime: seconds,
        infinite_token_lifetime: flag,
        infinite_idle_token_lifetime: flag,
        policies: Type.Array(closed({ audience: Type.String(), scope: texts })),
      },
    ),
    token_endpoint_auth_method: oneOf('none', 'client_secret_post', 'client_secret_basic'),
    signed_request_object: maybe({ ...credentialIds.properties, required: flag }),
    token_vault_privileged_access: maybe({
      ...credentialIds.properties,
      ip_allowlist: texts,
      grants: Type.Array(closed({ connection: Type.String(), scopes: texts })),
    }),
    resource_server_identifier: Type.String(),
    default_organization: closed({ organization_id: Type.String(), flows: texts }),
    organization_usage: oneOf('deny', 'allow', 'require'),
    organization_require_behavior: oneOf('no_prompt', 'pre_login_prompt', 'post_login_prompt'),
    organization_discovery_methods: texts,
    token_quota: closed({
      client_credentials: maybe({ enforce: flag, per_day: Type.Integer(), per_hour: Type.Integer() }),
    }),
    token_exchange: maybe({ allow_any_profile_of_type: texts }),
    session_transfer: anything,
    fedcm_login: anything,
    identity_assertion_authorization_grant: anything,
    mobile: anything,
    native_social_login: anything,
    addons: anything,
    oidc_backchannel_logout: anything,
    oidc_logout: anything,
    compliance_level: Type.String(),
    par_request_expiry: Type.Integer({ minimum: 10, maximum: 600 }),
    redirection_policy: oneOf('allow_always', 'open_redirect_protection'),
    third_party_security_mode: oneOf('strict', 'permissive'),
    require_proof_of_possession: flag,
    require_pushed_authorization_requests: flag,
    skip_non_verifiable_callback_uri_confirmation_prompt: flag,
    async_approval_notification_channels: texts,
    initiate_login_uri: Type.String(),
    cross_origin_loc: Type.String(),
    sso: flag,
    custom_login_page: Type.String(),
    custom_login_page_preview: Type.String(),
    form_template: Type.String(),
  },
};

export const clientShape = shape(clientMembers.required, {
  ...clientMembers.optional,
  client_authentication_methods: methods(credentialIds),
});

/** The answer to a creation shows embedded credentials whole. */
export const newClientShape = shape(clientMembers.required, {
  ...clientMembers.optional,
  client_authentication_methods: methods(wholeCredentials),
});

const pemLines = (name: string) =>
  Type.String({ pattern: `^-----BEGIN ${name}-----\\r\\n([\\w+/=]+\\r\\n)+-----END ${name}-----(\\r\\n)?$` });
const keyId = Type.String({ minLength: 1, maxLength: 64 });

export const signingKeyShape = shape(
  {
    kid: keyId,
    cert: pemLines('CERTIFICATE'),
    pkcs7: pemLines('PKCS7'),
    fingerprint: Type.String({ pattern: '^([0-9A-F]{2}:){19}[0-9A-F]{2}$' }),
    thumbprint: Type.String({ pattern: '^[0-9A-F]{40}$' }),
  },
  {
    current: flag,
    next: flag,
    previous: flag,
    revoked: flag,
    current_since: time,
    current_until: time,
    revoked_at: time,
  },
);

/** What a rotation or a revocation tells of a key. */
export const signingKeyNoticeShape = closed({ kid: keyId, cert: pemLines('CERTIFICATE') });

const hours = Type.Number({ exclusiveMinimum: 0 });
const page = maybe({ enabled: flag, html: Type.String() });
const settingsMembers = {
  friendly_name: Type.String(),
  picture_url: Type.String(),
  support_email: Type.String(),
  support_url: Type.String(),
  default_audience: Type.String(),
  default_directory: Type.String(),
  default_redirection_uri: Type.String(),
  allowed_logout_urls: texts,
  enabled_locales: Type.Array(Type.String(), { minItems: 1 }),
  session_lifetime: hours,
  idle_session_lifetime: hours,
  ephemeral_session_lifetime: hours,
  idle_ephemeral_session_lifetime: hours,
  sandbox_version: Type.String(),
  legacy_sandbox_version: Type.String(),
  flags: Type.Record(Type.String({ pattern: '^[a-z_0-9]+$' }), flag),
  change_password: page,
  guardian_mfa_page: page,
  error_page: maybe({ html: Type.String(), show_log_link: flag, url: Type.String() }),
  universal_login: anything,
  session_cookie: closed({ mode: oneOf('persistent', 'non-persistent') }),
  sessions: maybe({ oidc_logout_prompt_enabled: flag }),
  mtls: maybe({ enable_endpoint_aliases: flag }),
  oidc_logout: maybe({ rp_logout_end_session_endpoint_discovery: flag }),
  device_flow: maybe({ charset: oneOf('base20', 'digits'), mask: Type.String() }),
  country_codes: maybe({ list: texts, mode: oneOf('allow', 'deny') }),
  resource_parameter_profile: oneOf('audience', 'compatibility'),
  default_token_quota: anything,
  acr_values_supported: texts,
  dynamic_client_registration_security_mode: oneOf('strict', 'permissive'),
  allow_organization_name_in_authentication_api: flag,
  authorization_response_iss_parameter_supported: flag,
  client_id_metadata_document_supported: flag,
  customize_mfa_in_postlogin_action: flag,
  enable_ai_guide: flag,
  phone_consolidated_experience: flag,
  pushed_authorization_requests_supported: flag,
  skip_non_verifiable_callback_uri_confirmation_prompt: flag,
};

export const settingsShape = shape({ sandbox_versions_available: texts }, settingsMembers);
export const updatedSettingsShape = shape({}, settingsMembers);

export const logEventShape = shape({
  _id: Type.String({ pattern: '^900\\d{53}$' }),
  log_id: Type.String({ pattern: '^900\\d{53}$' }),
  date: time,
  type: oneOf('seccft', 'feccft', 'sapi', 'fapi', 'mgmt_api_read', 'api_limit'),
  description: Type.String(),
  connection: Type.String(),
  connection_id: Type.String(),
  client_id: Type.String(),
  client_name: Type.String(),
  ip: Type.String(),
  user_agent: Type.String(),
  hostname: Type.String(),
  user_id: Type.String(),
  user_name: Type.String(),
  audience: Type.String(),
  scope: Type.String(),
  strategy: Type.String(),
  strategy_type: Type.String(),
  isMobile: flag,
  tenant_name: Type.String(),
  details: shape(
    {
      request: shape(
        {
          method: oneOf('get', 'post', 'patch', 'put', 'delete'),
          path: Type.String(),
          query: anything,
          ip: Type.String(),
          userAgent: Type.String(),
          channel: Type.Literal('api'),
        },
        { body: Type.Unknown() },
      ),
      response: shape({ statusCode: Type.Integer() }, { body: Type.Unknown() }),
    },
    { hint: Type.String() },
  ),
  $event_schema: closed({ version: Type.Literal('1.0.0') }),
});

export const errorShape = shape(
  {
    statusCode: Type.Integer({ minimum: 400, maximum: 599 }),
    error: Type.String({ minLength: 1 }),
    message: Type.String({ minLength: 1 }),
  },
  { errorCode: Type.String({ minLength: 1 }), attributes: closed({ error: Type.String() }) },
);

/** The shapes that a list of entities may come in. */
export function listShape(name: string, entity: TSchema, isCheckpointed: boolean): TSchema {
  const entities = Type.Array(entity);
  const count = Type.Integer({ minimum: 0 });
  return Type.Union([
    entities,
    closed({ total: count, start: count, limit: count, [name]: entities }),
    ...(isCheckpointed ? [shape({ [name]: entities }, { next: Type.String({ minLength: 1 }) })] : []),
  ]);
}

export const logListShape = Type.Union([
  Type.Array(logEventShape),
  closed({
    start: Type.Integer(),
    limit: Type.Integer(),
    length: Type.Integer(),
    total: Type.Integer(),
    logs: Type.Array(logEventShape),
  }),
]);
