/** The scopes of the system API: `verb:entity`, described by the same words in title case. */
import type { Scope } from '../../contract/entities/resource-server.ts';

const verbs = { c: 'create', r: 'read', u: 'update', d: 'delete' } as const;

/** Entity → its verbs, by their first letters. */
const verbsByEntity: Record<string, string> = {
  client_grants: 'crud',
  users: 'crud',
  users_app_metadata: 'crud',
  clients: 'crud',
  client_keys: 'crud',
  client_credentials: 'crud',
  resource_servers: 'crud',
  signing_keys: 'cru',
  tenant_settings: 'ru',
  logs: 'r',
  logs_users: 'r',
  user_custom_blocks: 'crd',
  user_tickets: 'c',
  user_idp_tokens: 'r',
  grants: 'rd',
  refresh_tokens: 'rud',
  sessions: 'rud',
  connections: 'crud',
  connections_options: 'ru',
  connections_keys: 'cru',
  device_credentials: 'crud',
  rules: 'crud',
  rules_configs: 'rud',
  hooks: 'crud',
  actions: 'crud',
  triggers: 'ru',
  email_provider: 'crud',
  email_templates: 'cru',
  stats: 'r',
  insights: 'r',
  shields: 'crud',
  anomaly_blocks: 'rd',
  guardian_factors: 'ru',
  guardian_enrollments: 'rd',
  guardian_enrollment_tickets: 'c',
  passwords_checking_job: 'cd',
  custom_domains: 'crud',
  mfa_policies: 'ru',
  roles: 'crud',
  role_members: 'crd',
  prompts: 'ru',
  branding: 'rud',
  log_streams: 'crud',
  limits: 'ru',
  entitlements: 'r',
  attack_protection: 'ru',
  authentication_methods: 'crud',
  organizations: 'crud',
  organizations_summary: 'r',
  organization_discovery_domains: 'crud',
  organization_members: 'crd',
  organization_connections: 'crud',
  organization_member_roles: 'crd',
  organization_invitations: 'crd',
  organization_client_grants: 'crd',
  organization_clients: 'crud',
  scim_config: 'crud',
  scim_token: 'crd',
  directory_provisionings: 'crud',
  phone_providers: 'crud',
  phone_templates: 'crud',
  encryption_keys: 'crud',
  custom_signing_keys: 'crud',
  self_service_profiles: 'crud',
  self_service_profile_custom_texts: 'ru',
  sso_access_tickets: 'cd',
  forms: 'crud',
  flows: 'crud',
  flows_vault: 'r',
  flows_vault_connections: 'crud',
  flows_executions: 'rd',
  network_acls: 'crud',
  vdcs_templates: 'crud',
  federated_connections_tokens: 'rd',
  user_attribute_profiles: 'crud',
  connection_profiles: 'crud',
  event_streams: 'crud',
  event_deliveries: 'ru',
  events: 'r',
  token_exchange_profiles: 'crud',
  rate_limit_policies: 'crud',
  groups: 'crud',
  group_members: 'r',
  group_roles: 'crd',
};

export const managementApiScopes: readonly Scope[] = [
  ...Object.entries(verbsByEntity).flatMap(([entity, letters]) =>
    Object.entries(verbs).flatMap(([letter, verb]) => (letters.includes(letter) ? [`${verb}:${entity}`] : [])),
  ),
  'blacklist:tokens',
].map((value) => ({ value, description: toTitle(value) }));

const definedScopes = new Set(managementApiScopes.map(({ value }) => value));

/**
 * The plural spelling of a scope of the system API. Older instructions write `create:resource_server` and
 * `create:client_grant` where the service says `create:resource_servers` and `create:client_grants`; both are taken.
 */
export function toPluralScope(scope: string): string {
  return !definedScopes.has(scope) && definedScopes.has(`${scope}s`) ? `${scope}s` : scope;
}

function toTitle(scope: string): string {
  return scope
    .split(/[:_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
