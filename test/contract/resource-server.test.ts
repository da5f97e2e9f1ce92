import {
  createResourceServerSchema,
  updateResourceServerSchema,
} from '../../src-main/contract/entities/resource-server.ts';
import { describeLimits } from './describe-limits.ts';
import { least, limit, longest, longText, most, oneOf, shortest } from './limits.ts';

const full = {
  name: 'Orders',
  scopes: [{ value: 'read:orders', description: 'Read orders' }],
  signing_alg: 'HS256',
  signing_secret: longText(32),
  allow_offline_access: true,
  allow_online_access: true,
  allow_online_access_with_ephemeral_sessions: true,
  token_lifetime: 3600,
  token_lifetime_for_web: 600,
  token_lifetime_for_anonymous_access_tokens: 600,
  skip_consent_for_verifiable_first_party_clients: true,
  enforce_policies: true,
  token_dialect: 'access_token_authz',
  subject_type_authorization: { user: { policy: 'allow_all' }, client: { policy: 'deny_all' } },
  consent_policy: 'transactional-authorization-with-mfa',
  authorization_details: [{ type: 'payment', anything: 'else' }],
  token_encryption: {
    format: 'compact-nested-jwe',
    encryption_key: { alg: 'RSA-OAEP-256', pem: 'pem', name: 'key', kid: 'kid' },
  },
  proof_of_possession: { mechanism: 'dpop', required: true, required_for: 'all_clients' },
  authorization_policy: { policy_id: 'policy' },
};

const limits = [
  longest('name', 200),
  limit('name', 'Orders', 'Orders <b>', 'String does not match pattern: ^[^<>]+$'),
  limit('name', 'O', '', 'String does not match pattern: ^[^<>]+$'),
  limit('name', 'Orders', 7, 'Expected type string but found type integer'),
  shortest('scopes[0].value', 1),
  longest('scopes[0].value', 280),
  longest('scopes[0].description', 500),
  limit('scopes', [], 'read:orders', 'Expected type array but found type string'),
  ...oneOf('signing_alg', 'HS256', 'RS256', 'RS512', 'PS256'),
  limit('signing_alg', 'RS256', 'ES256', 'No enum match for: "ES256"'),
  shortest('signing_secret', 16),
  limit('allow_offline_access', false, 'no', 'Expected type boolean but found type string'),
  least('token_lifetime', 0),
  most('token_lifetime', 2_592_000),
  limit('token_lifetime', 60, 60.5, 'Expected type integer but found type number'),
  limit('token_lifetime', 60, '60', 'Expected type integer but found type string'),
  least('token_lifetime_for_web', 0),
  most('token_lifetime_for_web', 2_592_000),
  least('token_lifetime_for_anonymous_access_tokens', 0),
  most('token_lifetime_for_anonymous_access_tokens', 2_592_000),
  ...oneOf('token_dialect', 'access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz'),
  ...oneOf('subject_type_authorization.user.policy', 'allow_all', 'deny_all', 'require_client_grant'),
  ...oneOf('subject_type_authorization.client.policy', 'deny_all', 'require_client_grant'),
  limit('subject_type_authorization.client.policy', 'deny_all', 'allow_all', 'No enum match for: "allow_all"'),
  ...oneOf('consent_policy', 'transactional-authorization-with-mfa'),
  shortest('authorization_details[0].type', 1),
  ...oneOf('token_encryption.format', 'compact-nested-jwe'),
  ...oneOf('token_encryption.encryption_key.alg', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'),
  shortest('token_encryption.encryption_key.pem', 1),
  longest('token_encryption.encryption_key.pem', 4096),
  shortest('token_encryption.encryption_key.name', 1),
  longest('token_encryption.encryption_key.name', 128),
  shortest('token_encryption.encryption_key.kid', 1),
  longest('token_encryption.encryption_key.kid', 128),
  ...oneOf('proof_of_possession.mechanism', 'mtls', 'dpop'),
  ...oneOf('proof_of_possession.required_for', 'public_clients', 'all_clients'),
  shortest('authorization_policy.policy_id', 1),
  longest('authorization_policy.policy_id', 1024),
];

const common = {
  cleared: [
    'consent_policy',
    'authorization_details',
    'token_encryption',
    'proof_of_possession',
    'authorization_policy',
  ],
  closed: [
    '',
    'scopes[0]',
    'subject_type_authorization',
    'token_encryption',
    'token_encryption.encryption_key',
    'proof_of_possession',
    'authorization_policy',
  ],
};
const required = [
  'scopes[0].value',
  'token_encryption.format',
  'token_encryption.encryption_key',
  'token_encryption.encryption_key.alg',
  'token_encryption.encryption_key.pem',
  'proof_of_possession.mechanism',
  'proof_of_possession.required',
  'authorization_policy.policy_id',
];

describeLimits('the creation of a resource server', {
  schema: createResourceServerSchema,
  smallest: { identifier: 'urn:orders' },
  full: { identifier: 'https://api.example/orders', ...full },
  limits: [
    shortest('identifier', 1),
    longest('identifier', 600),
    ...['Orders API', 'https://api.example/{orders}', 'ünïcode', 'https://api.example/%zz'].map((refused) =>
      limit('identifier', 'orders-api', refused, `Object didn't pass validation for format uri-reference: ${refused}`),
    ),
    ...limits,
  ],
  required: ['identifier', ...required],
  ...common,
});

describeLimits('the update of a resource server', {
  schema: updateResourceServerSchema,
  smallest: {},
  full,
  limits,
  required,
  ...common,
});
