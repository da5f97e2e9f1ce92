/** Takes the secrets out of an entity, and puts them back. */

type Entity = Readonly<Record<string, unknown>>;

const clientSecretPaths = [
  'client_secret',
  'addons.firebase.private_key',
  'addons.firebase.secret',
  'addons.sap_api.servicePassword',
] as const;
const resourceServerSecretPaths = ['signing_secret'] as const;

export const secretPaths = { clients: clientSecretPaths, resourceServers: resourceServerSecretPaths } as const;

export interface TakenApart {
  rest: Record<string, unknown>;
  /** By path. */
  secrets: Record<string, string>;
}

export function takeSecrets(entity: object, paths: readonly string[]): TakenApart {
  const secrets: Record<string, string> = {};
  let rest: Record<string, unknown> = { ...entity };
  for (const path of paths) {
    const value = valueAt(rest, path.split('.'));
    if (typeof value !== 'string') continue;
    secrets[path] = value;
    rest = withValue(rest, path.split('.'), undefined);
  }
  return { rest, secrets };
}

/** What a path leads through must be there: an entity without the add-on has no use for its secret. */
export function putSecrets(entity: Entity, secrets: Readonly<Record<string, string>>, paths: readonly string[]) {
  return paths.reduce<Record<string, unknown>>(
    (whole, path) => {
      const steps = path.split('.');
      const holder = valueAt(whole, steps.slice(0, -1));
      const secret = Object.hasOwn(secrets, path) ? secrets[path] : undefined;
      return secret === undefined || typeof holder !== 'object' || holder === null
        ? whole
        : withValue(whole, steps, secret);
    },
    { ...entity },
  );
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce(
    (inner: unknown, step) => (Object.hasOwn(Object(inner), step) ? Object(inner)[step] : undefined),
    value,
  );
}

function withValue(entity: Entity, [step = '', ...steps]: readonly string[], value: unknown): Record<string, unknown> {
  const next = steps.length === 0 ? value : withValue(Object(entity[step]), steps, value);
  const { [step]: _, ...others } = entity;
  return next === undefined ? others : { ...entity, [step]: next };
}
