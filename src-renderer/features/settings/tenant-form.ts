import type { UpdateSettings } from '#contract/entities/settings.ts';
import { createDrafts } from '../../components/drafts.ts';
import type { EditDraft } from '../../components/edit-draft.ts';

export type TenantValues = Required<
  Pick<UpdateSettings, 'friendly_name' | 'default_audience' | 'support_email' | 'support_url'>
>;

export const tenantDrafts = createDrafts<EditDraft<TenantValues>>();

/** There is one tenant, so one draft. */
export const tenantDraftKey = 'tenant';

export const tenantSettingNames: Record<keyof TenantValues, string> = {
  friendly_name: 'Name',
  default_audience: 'Default audience',
  support_email: 'Support email',
  support_url: 'Support URL',
};
