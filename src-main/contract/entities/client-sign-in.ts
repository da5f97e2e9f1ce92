/** How a client signs users in and out: pages, logout, sessions, social sign-in. Kept as sent; used by flows with a user. */
import { Type } from '@sinclair/typebox';
import { Closed, Enum, Nullable, Open } from './schema-kit.ts';

export const clientSignInProperties = {
  cross_origin_authentication: Type.Optional(Type.Boolean()),
  /** Its older name, which files of the deploy tool still carry; where both are given the newer one counts. */
  cross_origin_auth: Type.Optional(Type.Boolean()),
  cross_origin_loc: Type.Optional(Type.String({ format: 'url' })),
  custom_login_page: Type.Optional(Type.String({ minLength: 1 })),
  custom_login_page_on: Type.Optional(Type.Boolean()),
  custom_login_page_preview: Type.Optional(Type.String({ minLength: 1 })),
  form_template: Type.Optional(Type.String({ minLength: 1 })),
  initiate_login_uri: Type.Optional(Type.String({ format: 'absolute-https-uri-with-placeholders-or-empty' })),
  mobile: Type.Optional(
    Open({
      android: Type.Optional(
        Open({
          app_package_name: Type.Optional(Type.String()),
          sha256_cert_fingerprints: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })),
        }),
      ),
      ios: Type.Optional(
        Open({
          app_bundle_identifier: Type.Optional(Type.String()),
          team_id: Type.Optional(Type.String()),
        }),
      ),
    }),
  ),
  native_social_login: Type.Optional(
    Closed(
      {
        apple: Type.Optional(
          Closed(
            {
              enabled: Type.Optional(Type.Boolean()),
            },
            { minProperties: 1 },
          ),
        ),
        facebook: Type.Optional(
          Closed(
            {
              enabled: Type.Optional(Type.Boolean()),
            },
            { minProperties: 1 },
          ),
        ),
        google: Type.Optional(
          Closed(
            {
              enabled: Type.Optional(Type.Boolean()),
            },
            { minProperties: 1 },
          ),
        ),
      },
      { minProperties: 1 },
    ),
  ),
  oidc_backchannel_logout: Type.Optional(
    Open({
      backchannel_logout_initiators: Type.Optional(
        Open({
          mode: Type.Optional(Enum(['custom', 'all'])),
          selected_initiators: Type.Optional(
            Type.Array(
              Enum([
                'rp-logout',
                'idp-logout',
                'password-changed',
                'session-expired',
                'session-revoked',
                'account-deleted',
                'email-identifier-changed',
                'mfa-phone-unenrolled',
                'account-deactivated',
              ]),
            ),
          ),
        }),
      ),
      backchannel_logout_session_metadata: Type.Optional(
        Nullable(
          Open({
            include: Type.Optional(Type.Boolean()),
          }),
        ),
      ),
      backchannel_logout_urls: Type.Optional(
        Type.Array(Type.String({ format: 'absolute-https-uri-with-placeholders-or-empty' })),
      ),
    }),
  ),
  oidc_logout: Type.Optional(
    Open({
      backchannel_logout_initiators: Type.Optional(
        Open({
          mode: Type.Optional(Enum(['custom', 'all'])),
          selected_initiators: Type.Optional(
            Type.Array(
              Enum([
                'rp-logout',
                'idp-logout',
                'password-changed',
                'session-expired',
                'session-revoked',
                'account-deleted',
                'email-identifier-changed',
                'mfa-phone-unenrolled',
                'account-deactivated',
              ]),
            ),
          ),
        }),
      ),
      backchannel_logout_session_metadata: Type.Optional(
        Nullable(
          Open({
            include: Type.Optional(Type.Boolean()),
          }),
        ),
      ),
      backchannel_logout_urls: Type.Optional(
        Type.Array(Type.String({ format: 'absolute-https-uri-with-placeholders-or-empty' })),
      ),
    }),
  ),
  session_transfer: Type.Optional(
    Nullable(
      Closed({
        allow_refresh_token: Type.Optional(Type.Boolean()),
        allowed_authentication_methods: Type.Optional(Nullable(Type.Array(Enum(['cookie', 'query'])))),
        can_create_session_transfer_token: Type.Optional(Type.Boolean()),
        delegation: Type.Optional(
          Nullable(
            Closed({
              allow_delegated_access: Type.Optional(Type.Boolean()),
              enforce_device_binding: Type.Optional(Enum(['ip', 'asn'])),
            }),
          ),
        ),
        enforce_cascade_revocation: Type.Optional(Type.Boolean()),
        enforce_device_binding: Type.Optional(Enum(['ip', 'asn', 'none'])),
        enforce_online_refresh_tokens: Type.Optional(Type.Boolean()),
      }),
    ),
  ),
  fedcm_login: Type.Optional(
    Closed(
      { google: Type.Optional(Closed({ is_enabled: Type.Optional(Type.Boolean()) }, { minProperties: 1 })) },
      { minProperties: 1 },
    ),
  ),
  identity_assertion_authorization_grant: Type.Optional(Closed({ active: Type.Optional(Type.Boolean()) })),
  sso: Type.Optional(Type.Boolean()),
  sso_disabled: Type.Optional(Type.Boolean()),
  async_approval_notification_channels: Type.Optional(Type.Array(Enum(['guardian-push', 'email']), { minItems: 1 })),
  skip_non_verifiable_callback_uri_confirmation_prompt: Type.Optional(Type.Boolean()),
} as const;

/** The same properties where an update is more lenient than a creation. */
export const clientSignInUpdateProperties = {
  ...clientSignInProperties,
  cross_origin_loc: Type.Optional(Nullable(Type.String({ format: 'url-or-null' }))),
  custom_login_page: Type.Optional(Type.String()),
  custom_login_page_preview: Type.Optional(Type.String()),
  form_template: Type.Optional(Type.String()),
  async_approval_notification_channels: Type.Optional(
    Nullable(Type.Array(Enum(['guardian-push', 'email']), { minItems: 1 })),
  ),
  skip_non_verifiable_callback_uri_confirmation_prompt: Type.Optional(Nullable(Type.Boolean())),
} as const;
