/** Settings that the real service was recorded to take: what a PATCH sets, the next GET answers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningTenant } from '../../builders/running-tenant.ts';
import { entityOf, startCheckedTenant } from './expect-shape.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await startCheckedTenant();
});
afterAll(() => tenant.close());

it.each<object>([
  { oidc_logout: { rp_logout_end_session_endpoint_discovery: true } },
  { sessions: { oidc_logout_prompt_enabled: false } },
  { client_id_metadata_document_supported: true },
  { phone_consolidated_experience: true },
  { allow_organization_name_in_authentication_api: true },
  { customize_mfa_in_postlogin_action: true },
  { dynamic_client_registration_security_mode: 'permissive' },
  { dynamic_client_registration_security_mode: 'strict' },
  { resource_parameter_profile: 'compatibility' },
  { skip_non_verifiable_callback_uri_confirmation_prompt: false },
  { acr_values_supported: ['urn:example:loa:2'] },
  { acr_values_supported: [] },
  { mtls: { enable_endpoint_aliases: true } },
  { country_codes: { mode: 'allow', list: ['US', 'CA'] } },
  { country_codes: { mode: 'deny', list: ['US'] } },
  { default_token_quota: { clients: { client_credentials: { enforce: true, per_hour: 10 } } } },
  { default_token_quota: { organizations: { client_credentials: { enforce: false, per_day: 100 } } } },
  { default_redirection_uri: 'https://app.example/start' },
  { ephemeral_session_lifetime: 24, idle_ephemeral_session_lifetime: 12 },
  { sandbox_version: '18' },
])('%j', async (update) => {
  expect(entityOf(await tenant.api('PATCH', '/tenants/settings', update))).toMatchObject(update);
  expect(entityOf(await tenant.api('GET', '/tenants/settings'))).toMatchObject(update);
});
