/**
 * The order of an answer's fields, whatever order they were set in: files that a tool writes from answers then differ only
 * where the tenant does.
 */
import { createClientSchema } from '../../contract/entities/client.ts';
import { updateSettingsSchema } from '../../contract/entities/settings.ts';

type FieldOrder = ReadonlyMap<string, number>;

/** As the real service shows a new client; the others follow as the schema names them. */
export const clientFields = orderOf(
  'tenant',
  'global',
  'is_token_endpoint_ip_header_trusted',
  'name',
  'is_first_party',
  'oidc_conformant',
  'sso_disabled',
  'cross_origin_auth',
  'cross_origin_authentication',
  'refresh_token',
  'signing_keys',
  'client_id',
  'callback_url_template',
  'client_secret',
  'jwt_configuration',
  'app_type',
  'grant_types',
  'custom_login_page_on',
  ...Object.keys(createClientSchema.properties),
);

export const settingsFields = orderOf(...Object.keys(updateSettingsSchema.properties));
export const flagFields = orderOf(...Object.keys(updateSettingsSchema.properties.flags.properties));

function orderOf(...fields: string[]): FieldOrder {
  return new Map([...new Set(fields)].map((field, index) => [field, index]));
}

/** The entity with its fields in order; those that the order does not name come last. */
export function inFieldOrder<Entity extends object>(entity: Entity, order: FieldOrder): Entity {
  const rank = ([field]: [string, unknown]) => order.get(field) ?? order.size;
  return Object.assign(
    {},
    ...Object.entries(entity)
      .sort((one, other) => rank(one) - rank(other))
      .map(toObject),
  );
}

function toObject([field, value]: [string, unknown]): object {
  return { [field]: value };
}
