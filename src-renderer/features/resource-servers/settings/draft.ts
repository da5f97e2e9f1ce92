/** The settings of an API that can be edited, and their drafts. */
import type { ResourceServer, UpdateResourceServer } from '#contract/entities/resource-server.ts';
import { createDrafts } from '../../../components/drafts.ts';
import type { EditDraft } from '../../../components/edit-draft.ts';

export type SettingValues = Required<
  Pick<
    UpdateResourceServer,
    | 'name'
    | 'token_lifetime'
    | 'token_lifetime_for_web'
    | 'enforce_policies'
    | 'token_dialect'
    | 'subject_type_authorization'
    | 'skip_consent_for_verifiable_first_party_clients'
    | 'allow_offline_access'
  >
>;

export type Setting = keyof SettingValues;

export const resourceServerDrafts = createDrafts<EditDraft<SettingValues>>();

export const settingNames: Record<Setting, string> = {
  name: 'Name',
  token_lifetime: 'Token expiration',
  token_lifetime_for_web: 'Token expiration for browser flows',
  enforce_policies: 'Role-based access control',
  token_dialect: 'Token dialect',
  subject_type_authorization: 'Who may get tokens',
  skip_consent_for_verifiable_first_party_clients: 'Allow skipping user consent',
  allow_offline_access: 'Allow offline access',
};

/** As they are kept; an absent setting is what it means. */
export function settingsOf(resourceServer: ResourceServer): SettingValues {
  return {
    name: resourceServer.name ?? '',
    token_lifetime: resourceServer.token_lifetime,
    token_lifetime_for_web: resourceServer.token_lifetime_for_web,
    enforce_policies: resourceServer.enforce_policies ?? false,
    token_dialect: resourceServer.token_dialect ?? 'access_token',
    subject_type_authorization: resourceServer.subject_type_authorization,
    skip_consent_for_verifiable_first_party_clients: resourceServer.skip_consent_for_verifiable_first_party_clients,
    allow_offline_access: resourceServer.allow_offline_access,
  };
}

/** For a person. */
export function describeSetting(value: SettingValues[Setting] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (typeof value === 'number') return `${value.toLocaleString('en')} s`;
  if (typeof value === 'string') return value;
  return `users: ${value.user?.policy ?? 'allow_all'}, clients: ${value.client?.policy ?? 'require_client_grant'}`;
}
