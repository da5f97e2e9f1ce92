/** What ties a client to organizations. Kept as sent. */
import { Type } from '@sinclair/typebox';
import { Closed, Enum, Nullable } from './schema-kit.ts';

export const clientOrganizationProperties = {
  default_organization: Type.Optional(
    Nullable(
      Closed({
        flows: Type.Array(Enum(['client_credentials'])),
        organization_id: Type.String({ format: 'organization-id' }),
      }),
    ),
  ),
  organization_discovery_methods: Type.Optional(Type.Array(Enum(['email', 'organization_name']), { minItems: 1 })),
  organization_require_behavior: Type.Optional(Enum(['no_prompt', 'pre_login_prompt', 'post_login_prompt'])),
  organization_usage: Type.Optional(Enum(['deny', 'allow', 'require'])),
  my_organization_configuration: Type.Optional(
    Closed({
      allowed_strategies: Type.Array(Enum(['pingfederate', 'adfs', 'waad', 'google-apps', 'okta', 'oidc', 'samlp'])),
      connection_deletion_behavior: Enum(['allow', 'allow_if_empty']),
      connection_profile_id: Type.Optional(Type.String({ format: 'connection-profile-id' })),
      user_attribute_profile_id: Type.Optional(Type.String({ format: 'user-attribute-profile-id' })),
    }),
  ),
  express_configuration: Type.Optional(
    Closed({
      admin_login_domain: Type.String({ minLength: 1 }),
      connection_profile_id: Type.String({ format: 'connection-profile-id' }),
      enable_client: Type.Boolean(),
      enable_organization: Type.Boolean(),
      initiate_login_uri_template: Type.String({ format: 'ec-initiate-login-uri-template-url' }),
      linked_clients: Type.Optional(
        Type.Array(
          Closed({
            client_id: Type.String({ format: 'client-id' }),
          }),
        ),
      ),
      oin_submission_id: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      okta_oin_client_id: Type.String({ format: 'client-id' }),
      user_attribute_profile_id: Type.String({ format: 'user-attribute-profile-id' }),
    }),
  ),
} as const;

/** The same properties where an update also takes null to clear them. */
export const clientOrganizationUpdateProperties = {
  ...clientOrganizationProperties,
  organization_discovery_methods: Type.Optional(
    Nullable(Type.Array(Enum(['email', 'organization_name']), { minItems: 1 })),
  ),
  organization_require_behavior: Type.Optional(Nullable(Enum(['no_prompt', 'pre_login_prompt', 'post_login_prompt']))),
  organization_usage: Type.Optional(Nullable(Enum(['deny', 'allow', 'require']))),
  my_organization_configuration: Type.Optional(
    Nullable(
      Closed({
        allowed_strategies: Type.Array(Enum(['pingfederate', 'adfs', 'waad', 'google-apps', 'okta', 'oidc', 'samlp'])),
        connection_deletion_behavior: Enum(['allow', 'allow_if_empty']),
        connection_profile_id: Type.Optional(Type.String({ format: 'connection-profile-id' })),
        user_attribute_profile_id: Type.Optional(Type.String({ format: 'user-attribute-profile-id' })),
      }),
    ),
  ),
  express_configuration: Type.Optional(
    Nullable(
      Closed({
        admin_login_domain: Type.String({ minLength: 1 }),
        connection_profile_id: Type.String({ format: 'connection-profile-id' }),
        enable_client: Type.Boolean(),
        enable_organization: Type.Boolean(),
        initiate_login_uri_template: Type.String({ format: 'ec-initiate-login-uri-template-url' }),
        linked_clients: Type.Optional(
          Type.Array(
            Closed({
              client_id: Type.String({ format: 'client-id' }),
            }),
          ),
        ),
        oin_submission_id: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        okta_oin_client_id: Type.String({ format: 'client-id' }),
        user_attribute_profile_id: Type.String({ format: 'user-attribute-profile-id' }),
      }),
    ),
  ),
} as const;
