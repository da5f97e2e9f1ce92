/** Handlers for the tenant's settings and for the place where the tenant is kept. */
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { SettingsView, settingsMethods } from '../contract/methods/settings.ts';
import type { TenantRuntime } from '../runtime/tenant-runtime.ts';
import type { Tenant } from '../tenant/create-tenant.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import { backUp, describeStorage } from './describe-storage.ts';
import { exportDocument } from './export-document.ts';

type SettingsMethods = typeof settingsMethods;

export type SettingsHandlers = {
  [Name in keyof SettingsMethods]: (
    input: InputOf<SettingsMethods[Name]>,
  ) => OutputOf<SettingsMethods[Name]> | Promise<OutputOf<SettingsMethods[Name]>>;
};

export function settingsHandlers({ tenant, folder, status }: TenantRuntime): SettingsHandlers {
  const showIdentifier = (identifier: string) =>
    tenant.origins.toShown(identifier, status().issuer?.replace(/\/$/, '') ?? '');
  return {
    'settings.get': () => showSettings(tenant, showIdentifier),
    'settings.update': ({ update }) => {
      tenant.settings.update(update);
      return showSettings(tenant, showIdentifier);
    },
    'storage.get': () => describeStorage(folder, tenant),
    'storage.export': ({ withSecrets }) => exportDocument(tenant, withSecrets),
    'storage.reset': async ({ confirmation, withSample }) => {
      const { friendly_name = tenant.name } = tenant.settings.get();
      if (confirmation !== friendly_name) {
        throw new TenantError('invalid_body', `Type the tenant's name, ${friendly_name}, to reset it.`, {
          field: 'confirmation',
        });
      }
      const backup = folder === undefined ? undefined : backUp(tenant, folder, tenant.clock());
      await tenant.reset({ sample: withSample });
      return backup === undefined ? {} : { backup };
    },
  };
}

function showSettings({ name, settings }: Tenant, showIdentifier: (identifier: string) => string): SettingsView {
  const { friendly_name = name, default_audience = '', support_email = '', support_url = '', flags } = settings.get();
  const isOn = flags?.enable_apis_section;
  return {
    name,
    friendly_name,
    default_audience: showIdentifier(default_audience),
    support_email,
    support_url,
    apisSection: isOn === undefined ? 'never_set' : isOn ? 'on' : 'off',
  };
}
