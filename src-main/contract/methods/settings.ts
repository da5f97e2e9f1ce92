/** The tenant's settings, and the place where the tenant is kept. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { type UpdateSettings, updateSettingsSchema } from '../entities/settings.ts';
import { method, nothing } from '../method.ts';

const settingsViewSchema = Closed({
  /** The tenant's short name, as clients and log entries show it. */
  name: Type.String(),
  friendly_name: Type.String(),
  default_audience: Type.String(),
  support_email: Type.String(),
  support_url: Type.String(),
  /** The flag `enable_apis_section`: never set (answered as false, and the section is shown), on or off. */
  apisSection: Enum(['never_set', 'on', 'off']),
});

const storageSchema = Closed({
  /** Absent where nothing is kept. */
  folder: Type.Optional(Type.String()),
  file: Type.Optional(Type.String()),
  /** Bytes on the disk. */
  size: Type.Optional(Type.Integer({ minimum: 0 })),
  /** ISO 8601. */
  lastWrite: Type.Optional(Type.String()),
  counts: Closed({ applications: Type.Integer(), apis: Type.Integer(), grants: Type.Integer(), keys: Type.Integer() }),
});

export type SettingsView = Static<typeof settingsViewSchema>;
export type StorageView = Static<typeof storageSchema>;

export const settingsMethods = {
  'settings.get': method(nothing, settingsViewSchema),
  'settings.update': method(Closed({ update: Type.Unsafe<UpdateSettings>(updateSettingsSchema) }), settingsViewSchema),
  'storage.get': method(nothing, storageSchema),
  /** Everything as one document. With secrets a tenant starts from it, as `tenant.json` of an empty folder. */
  'storage.export': method(
    Closed({ withSecrets: Type.Boolean() }),
    Closed({ fileName: Type.String(), text: Type.String() }),
  ),
  /** Back to a new tenant, in one write. A backup is written first where the tenant is kept in a folder. */
  'storage.reset': method(
    Closed({
      /** The tenant's friendly name, typed. */
      confirmation: Type.String(),
      withSample: Type.Boolean(),
    }),
    Closed({ backup: Type.Optional(Type.String()) }),
  ),
} as const;
