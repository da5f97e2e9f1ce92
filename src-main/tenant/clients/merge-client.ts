/** How an update of a client meets what is kept: recorded of the real service, and unlike any other entity. */
import { type Client, type UpdateClient, updateClientSchema } from '../../contract/entities/client.ts';
import { isRecord } from '../is-record.ts';

/** Objects that an update replaces whole. Of authentication methods a client has one at a time. */
const replacedWhole: ReadonlySet<string> = new Set([
  'addons',
  'client_authentication_methods',
  // Null is a value there until it is merged, with a limit of its own.
  'client_metadata',
]);

/** Properties that a client always has: null does not clear them. */
const neverCleared: ReadonlySet<string> = new Set(['name', 'grant_types', 'is_first_party', 'client_secret']);

/** The client without the properties that an update clears. Backchannel logout has two names, and goes by either. */
export function withoutProperties(kept: Client, names: readonly string[]): Client {
  const gone = new Set(names.includes('oidc_backchannel_logout') ? [...names, 'oidc_logout'] : names);
  return gone.size === 0
    ? kept
    : Object.assign(
        {},
        ...Object.entries(kept)
          .filter(([name]) => !gone.has(name))
          .map(toObject),
      );
}

/** Objects are completed with what is kept, one level deep; a null among their members removes that member. */
export function withKeptMembers(kept: Client, update: UpdateClient): UpdateClient {
  const members = Object.entries(update).map(([name, value]) => {
    const before: unknown = Object(kept)[name];
    if (!isRecord(value) || replacedWhole.has(name)) return { [name]: value };
    return { [name]: withoutNulls({ ...(isRecord(before) ? before : {}), ...value }) };
  });
  return Object.assign({}, ...members);
}

/**
 * Null clears every optional property, also where the schema names no null: the schema keeps the words of the service's
 * refusals, which do not name it either.
 * @returns the body without such nulls, and the names of the properties that they clear
 */
export function takeCleared(body: unknown): { rest: unknown; cleared: string[] } {
  if (!isRecord(body)) return { rest: body, cleared: [] };
  const cleared = Object.keys(body).filter((name) => body[name] === null && isCleared(name));
  return { rest: Object.fromEntries(Object.entries(body).filter(([name]) => !cleared.includes(name))), cleared };
}

function isCleared(name: string): boolean {
  const schema: unknown = Object(updateClientSchema.properties)[name];
  return isRecord(schema) && !neverCleared.has(name) && ![schema.type].flat().includes('null');
}

function withoutNulls(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function toObject([name, value]: [string, unknown]): object {
  return { [name]: value };
}
