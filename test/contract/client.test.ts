import { describe, expect, it } from 'vitest';
import { appTypes, createClientSchema, updateClientSchema } from '../../src-main/contract/entities/client.ts';
import { grantTypes } from '../../src-main/contract/grant-types.ts';
import { describeLimits } from './describe-limits.ts';
import { least, limit, longest, longText, most, oneOf, refusalOf, shortest } from './limits.ts';

const full = {
  name: 'Orders worker',
  description: 'Works on orders',
  app_type: 'regular_web',
  logo_uri: 'https://app.example/logo.png',
  callbacks: ['https://app.example/callback'],
  allowed_logout_urls: ['https://app.example'],
  allowed_origins: ['https://app.example'],
  web_origins: ['https://app.example'],
  client_aliases: ['alias'],
  allowed_clients: ['client'],
  grant_types: ['authorization_code'],
  token_endpoint_auth_method: 'client_secret_post',
  client_metadata: { team: 'orders' },
  is_first_party: true,
  oidc_conformant: true,
  jwt_configuration: { lifetime_in_seconds: 600, secret_encoded: false, alg: 'RS256', scopes: {} },
  encryption_key: { pub: 'pub', cert: 'cert', subject: 'subject' },
  refresh_token: {
    rotation_type: 'rotating',
    expiration_type: 'expiring',
    leeway: 0,
    token_lifetime: 3600,
    idle_token_lifetime: 600,
    infinite_token_lifetime: false,
    infinite_idle_token_lifetime: false,
    policies: [{ audience: 'urn:orders', scope: ['read:orders'] }],
  },
  default_organization: { organization_id: 'org_1', flows: ['client_credentials'] },
  organization_usage: 'allow',
  organization_require_behavior: 'no_prompt',
  organization_discovery_methods: ['email'],
  compliance_level: 'none',
  par_request_expiry: 60,
  redirection_policy: 'allow_always',
  third_party_security_mode: 'strict',
  token_exchange: { allow_any_profile_of_type: ['custom_authentication'] },
  token_quota: { client_credentials: { enforce: true, per_day: 100, per_hour: 10 } },
  require_proof_of_possession: false,
  require_pushed_authorization_requests: false,
  initiate_login_uri: 'https://app.example/login',
  cross_origin_loc: 'https://app.example/cross',
  session_transfer: {
    enforce_device_binding: 'ip',
    allowed_authentication_methods: ['cookie'],
    delegation: { enforce_device_binding: 'asn' },
  },
  async_approval_notification_channels: ['email'],
  native_social_login: { apple: { enabled: true } },
  mobile: { android: { sha256_cert_fingerprints: ['D8:A0'] } },
};

const format = (name: string, value: string) => `Object didn't pass validation for format ${name}: ${value}`;

const limits = [
  limit('name', 'O', '', 'String does not match pattern: ^[^<>]+$'),
  limit('name', 'Orders', '<Orders>', 'String does not match pattern: ^[^<>]+$'),
  longest('description', 140),
  ...oneOf('app_type', ...appTypes),
  limit('app_type', 'spa', 'mobile', 'No enum match for: "mobile"'),
  limit('logo_uri', '', 'logo.png', format('absolute-uri-or-empty', 'logo.png')),
  limit('callbacks[0]', 'com.example.app:/callback', '/callback', format('callback-url', '/callback')),
  limit('callbacks[0]', 'https://{organization_name}.app.example', 'any where', format('callback-url', 'any where')),
  ...['allowed_logout_urls[0]', 'allowed_origins[0]', 'web_origins[0]'].map((field) =>
    limit(field, 'https://*.app.example', 'app.example', format('url-with-placeholders', 'app.example')),
  ),
  shortest('client_aliases[0]', 1),
  shortest('allowed_clients[0]', 1),
  ...oneOf('grant_types[0]', ...grantTypes),
  ...oneOf('token_endpoint_auth_method', 'none', 'client_secret_post', 'client_secret_basic'),
  limit('token_endpoint_auth_method', 'none', 'private_key_jwt', 'No enum match for: "private_key_jwt"'),
  longest('client_metadata.team', 255),
  limit('client_metadata.team', 'orders', 7, 'Expected type string/null but found type integer'),
  limit(
    'client_metadata',
    Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`key${index}`, 'value'])),
    Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`key${index}`, 'value'])),
    'Too many properties defined (11), maximum 10',
  ),
  ...oneOf('jwt_configuration.alg', 'HS256', 'RS256', 'RS512', 'PS256'),
  limit('jwt_configuration.lifetime_in_seconds', 1, 1.5, 'Expected type integer but found type number'),
  ...oneOf('refresh_token.rotation_type', 'rotating', 'non-rotating'),
  ...oneOf('refresh_token.expiration_type', 'expiring', 'non-expiring'),
  least('refresh_token.leeway', 0),
  least('refresh_token.token_lifetime', 1),
  most('refresh_token.token_lifetime', 157_788_000),
  least('refresh_token.idle_token_lifetime', 1),
  limit('refresh_token.policies', [{ audience: 'urn:orders', scope: [] }], [], 'Array is too short (0), minimum 1'),
  shortest('refresh_token.policies[0].audience', 1),
  longest('refresh_token.policies[0].audience', 600),
  shortest('refresh_token.policies[0].scope[0]', 1),
  longest('refresh_token.policies[0].scope[0]', 280),
  ...oneOf('default_organization.flows[0]', 'client_credentials'),
  limit('default_organization.organization_id', 'org_2', '', format('organization-id', '')),
  ...oneOf('organization_usage', 'deny', 'allow', 'require'),
  ...oneOf('organization_require_behavior', 'no_prompt', 'pre_login_prompt', 'post_login_prompt'),
  ...oneOf('organization_discovery_methods[0]', 'email', 'organization_name'),
  limit('organization_discovery_methods', ['email'], [], 'Array is too short (0), minimum 1'),
  ...oneOf(
    'compliance_level',
    'none',
    'fapi1_adv_pkj_par',
    'fapi1_adv_mtls_par',
    'fapi2_sp_pkj_mtls',
    'fapi2_sp_mtls_mtls',
  ),
  least('par_request_expiry', 10),
  most('par_request_expiry', 600),
  ...oneOf('redirection_policy', 'allow_always', 'open_redirect_protection'),
  ...oneOf('third_party_security_mode', 'strict', 'permissive'),
  ...oneOf('token_exchange.allow_any_profile_of_type[0]', 'custom_authentication', 'on_behalf_of_token_exchange'),
  least('token_quota.client_credentials.per_day', 1),
  most('token_quota.client_credentials.per_day', 2_147_483_647),
  least('token_quota.client_credentials.per_hour', 1),
  most('token_quota.client_credentials.per_hour', 2_147_483_647),
  limit('token_quota.client_credentials', { enforce: false }, {}, 'Too few properties defined (0), minimum 1'),
  limit(
    'initiate_login_uri',
    '',
    'http://app.example/login',
    format('absolute-https-uri-with-placeholders-or-empty', 'http://app.example/login'),
  ),
  ...oneOf('session_transfer.enforce_device_binding', 'ip', 'asn', 'none'),
  ...oneOf('session_transfer.allowed_authentication_methods[0]', 'cookie', 'query'),
  ...oneOf('session_transfer.delegation.enforce_device_binding', 'ip', 'asn'),
  ...oneOf('async_approval_notification_channels[0]', 'guardian-push', 'email'),
  limit('native_social_login.apple', { enabled: false }, {}, 'Too few properties defined (0), minimum 1'),
  shortest('mobile.android.sha256_cert_fingerprints[0]', 1),
];

const required = [
  'refresh_token.rotation_type',
  'refresh_token.expiration_type',
  'refresh_token.policies[0].audience',
  'refresh_token.policies[0].scope',
  'default_organization.organization_id',
  'default_organization.flows',
  'token_quota.client_credentials',
];
const closed = [
  '',
  'refresh_token',
  'refresh_token.policies[0]',
  'default_organization',
  'session_transfer',
  'session_transfer.delegation',
  'token_exchange',
  'token_quota',
  'token_quota.client_credentials',
  'native_social_login',
  'native_social_login.apple',
];
const clearedInBoth = [
  'compliance_level',
  'default_organization',
  'encryption_key',
  'par_request_expiry',
  'refresh_token',
  'session_transfer',
];

const wholeKey = { credential_type: 'public_key', pem: 'pem', name: 'key', alg: 'RS256', kid: 'key-id_0123' };

describeLimits('the creation of a client', {
  schema: createClientSchema,
  smallest: { name: 'Orders worker' },
  full: {
    ...full,
    resource_server_identifier: 'urn:orders',
    client_authentication_methods: { private_key_jwt: { credentials: [wholeKey] } },
    signed_request_object: { required: true, credentials: [wholeKey] },
    custom_login_page: '<html></html>',
  },
  limits: [
    ...limits,
    shortest('resource_server_identifier', 1),
    longest('resource_server_identifier', 600),
    shortest('custom_login_page', 1),
    ...oneOf('client_authentication_methods.private_key_jwt.credentials[0].credential_type', 'public_key'),
    ...oneOf('client_authentication_methods.private_key_jwt.credentials[0].alg', 'RS256', 'RS384', 'PS256'),
    longest('client_authentication_methods.private_key_jwt.credentials[0].name', 128),
    shortest('client_authentication_methods.private_key_jwt.credentials[0].kid', 10),
    longest('client_authentication_methods.private_key_jwt.credentials[0].kid', 64),
    limit(
      'client_authentication_methods',
      { tls_client_auth: { credentials: [{ credential_type: 'cert_subject_dn', subject_dn: longText(256) }] } },
      {},
      'Too few properties defined (0), minimum 1',
    ),
    limit(
      'client_authentication_methods',
      { self_signed_tls_client_auth: { credentials: [{ credential_type: 'x509_cert', pem: longText(4096) }] } },
      { private_key_jwt: { credentials: [] }, tls_client_auth: { credentials: [] } },
      'Too many properties defined (2), maximum 1',
    ),
  ],
  required: [
    'name',
    ...required,
    'client_authentication_methods.private_key_jwt.credentials',
    'client_authentication_methods.private_key_jwt.credentials[0].credential_type',
    'client_authentication_methods.private_key_jwt.credentials[0].pem',
  ],
  cleared: clearedInBoth,
  closed: [
    ...closed,
    'client_authentication_methods.private_key_jwt',
    'client_authentication_methods.private_key_jwt.credentials[0]',
    'signed_request_object',
  ],
  complete: false,
});

describeLimits('the update of a client', {
  schema: updateClientSchema,
  smallest: { name: 'Orders worker' },
  full: {
    ...full,
    client_secret: 'secret',
    client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'cred_1' }] } },
    signed_request_object: { required: true, credentials: [{ id: 'cred_1' }] },
  },
  limits: [
    ...limits,
    shortest('client_secret', 1),
    limit('client_authentication_methods.private_key_jwt.credentials[0].id', 'cred_2', '', format('credential-id', '')),
    limit(
      'client_authentication_methods',
      { tls_client_auth: { credentials: [] } },
      {},
      'Too few properties defined (0), minimum 1',
    ),
    limit('custom_login_page', '', 7, 'Expected type string but found type integer'),
  ],
  required: [...required, 'client_authentication_methods.private_key_jwt.credentials[0].id'],
  cleared: [
    ...clearedInBoth,
    'async_approval_notification_channels',
    'client_authentication_methods',
    'cross_origin_loc',
    'express_configuration',
    'my_organization_configuration',
    'organization_discovery_methods',
    'organization_require_behavior',
    'organization_usage',
    'signed_request_object',
    'skip_non_verifiable_callback_uri_confirmation_prompt',
    'token_endpoint_auth_method',
    'token_exchange',
    'token_quota',
    'token_vault_privileged_access',
  ],
  closed: [...closed, 'client_authentication_methods.private_key_jwt.credentials[0]', 'signed_request_object'],
  needsSomething: true,
  complete: false,
});

describe('what only one of the two takes', () => {
  const refuses = (schema: typeof createClientSchema | typeof updateClientSchema, property: string) =>
    refusalOf(schema, { name: 'Orders worker', [property]: 'value' })?.message;

  it('gives no identity and no secret to a new client', () => {
    for (const property of ['client_id', 'client_secret', 'global', 'tenant']) {
      expect(refuses(createClientSchema, property)).toBe(
        `Payload validation error: 'Additional properties not allowed: ${property}'.`,
      );
    }
  });

  it('keeps the client id and the linked API in an update', () => {
    for (const property of ['client_id', 'resource_server_identifier', 'global']) {
      expect(refuses(updateClientSchema, property)).toBe(
        `Payload validation error: 'Additional properties not allowed: ${property}'.`,
      );
    }
  });
});
