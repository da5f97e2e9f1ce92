/** What a client is given where the request says nothing: the rules behind 85 recorded creations of the real service. */
import type { Client, CreateClient } from '../../contract/entities/client.ts';
import type { GrantType } from '../../contract/grant-types.ts';
import type { Random } from '../ports.ts';
import { isPublic } from './rules.ts';

const clientIdLength = 32;
/** Letters and digits behind the prefix of a strict third party. */
const strictIdLength = 22;
export const clientSecretLength = 64;

export function clientDefaults(input: CreateClient, random: Random): Client {
  const isFirstParty = input.is_first_party ?? true;
  const isServiceClient = input.app_type === 'resource_server' || input.app_type === 'express_configuration';
  return {
    global: false,
    is_token_endpoint_ip_header_trusted: false,
    name: input.name,
    is_first_party: isFirstParty,
    oidc_conformant: isServiceClient || !isFirstParty,
    sso_disabled: false,
    cross_origin_authentication: false,
    refresh_token: defaultRefreshToken(input, isFirstParty),
    client_id: isStrict(input) ? `tpc_${random.alphanumeric(strictIdLength)}` : random.alphanumeric(clientIdLength),
    ...(input.app_type === 'express_configuration'
      ? { organization_usage: 'require' as const }
      : { client_secret: random.base64url(clientSecretLength) }),
    jwt_configuration: defaultJwtConfiguration(input, isServiceClient),
    grant_types: defaultGrantTypes(input),
    custom_login_page_on: true,
    ...(isFirstParty ? {} : { third_party_security_mode: input.third_party_security_mode ?? 'permissive' }),
    ...(input.session_transfer ? { session_transfer: completeSessionTransfer(input.session_transfer) } : {}),
    credentials: [],
  };
}

function isStrict({ is_first_party: isFirstParty = true, third_party_security_mode: mode }: CreateClient): boolean {
  return !isFirstParty && mode === 'strict';
}

function completeSessionTransfer(given: NonNullable<CreateClient['session_transfer']>): Client['session_transfer'] {
  return {
    can_create_session_transfer_token: false,
    enforce_cascade_revocation: true,
    allowed_authentication_methods: [],
    enforce_device_binding: 'ip',
    allow_refresh_token: false,
    enforce_online_refresh_tokens: true,
    ...given,
  };
}

function defaultGrantTypes(input: CreateClient): GrantType[] {
  if (input.app_type === 'resource_server') return [];
  if (input.app_type === 'express_configuration') return ['authorization_code', 'client_credentials'];
  if (isStrict(input)) return ['authorization_code'];
  const grantTypes: GrantType[] = ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'];
  // Also of a native client: an export would else hold what an import refuses.
  return isPublic(input) ? grantTypes.filter((grantType) => grantType !== 'client_credentials') : grantTypes;
}

function defaultRefreshToken(input: CreateClient, isFirstParty: boolean): Client['refresh_token'] {
  if (!isFirstParty && input.app_type === 'spa') {
    return {
      rotation_type: 'rotating',
      expiration_type: 'expiring',
      leeway: 0,
      token_lifetime: 2_592_000,
      idle_token_lifetime: 1_296_000,
      infinite_token_lifetime: false,
      infinite_idle_token_lifetime: false,
    };
  }
  const expires = isStrict(input);
  const hasSecretMethod = input.token_endpoint_auth_method?.startsWith('client_secret_') === true;
  return {
    rotation_type: 'non-rotating',
    expiration_type: expires ? 'expiring' : 'non-expiring',
    leeway: 0,
    token_lifetime: hasSecretMethod ? 31_557_600 : 2_592_000,
    idle_token_lifetime: hasSecretMethod ? 2_592_000 : 1_296_000,
    infinite_token_lifetime: true,
    infinite_idle_token_lifetime: !expires,
  };
}

function defaultJwtConfiguration(input: CreateClient, isServiceClient: boolean): Client['jwt_configuration'] {
  if (isServiceClient) return { alg: 'RS256', secret_encoded: false };
  const sent = input.jwt_configuration;
  if (sent === undefined && isStrict(input)) {
    return { alg: 'RS256', lifetime_in_seconds: 3_600, secret_encoded: false };
  }
  return sent === undefined
    ? { lifetime_in_seconds: 36_000, secret_encoded: false }
    : inOrder({ secret_encoded: false, ...sent });
}

/** Always in one order, so that the files of an export do not change with the request that made the client. */
export function inOrder(configuration: NonNullable<Client['jwt_configuration']>): Client['jwt_configuration'] {
  return Object.fromEntries(Object.entries(configuration).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The client that holds what applies to all applications; it can neither be removed nor get tokens. */
export function makeGlobalClient(random: Random): Client {
  return {
    ...clientDefaults({ name: 'All Applications' }, random),
    global: true,
    callbacks: [],
    grant_types: [],
  };
}
