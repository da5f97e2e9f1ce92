import { Type } from '@sinclair/typebox';
import { type Client, createClientSchema, updateClientSchema } from '../../../contract/entities/client.ts';
import { authenticationMethods } from '../../../contract/entities/client-credential.ts';
import { Closed } from '../../../contract/entities/schema-kit.ts';
import { isPublic } from '../../clients/rules.ts';
import { checkInput } from '../../input/check-input.ts';
import { isRecord } from '../../is-record.ts';
import type { Scratch } from '../../scratch.ts';
import { TenantError } from '../../tenant-error.ts';
import { putSecrets, secretPaths, takeSecrets } from '../entity-secrets.ts';
import type { Findings } from '../findings.ts';
import { type Fields, readEntity } from './read-entity.ts';

const setByService = new Set([
  'tenant',
  'global',
  'callback_url_template',
  'signing_keys',
  'encrypted',
  'owners',
  'config_route',
]);

const identitySchema = {
  client_id: Type.Optional(Type.String({ minLength: 1, maxLength: 120, format: 'client-id' })),
  client_secret: Type.Optional(Type.String({ minLength: 1 })),
};
const creationSchema = Closed({ ...createClientSchema.properties, ...identitySchema });
/** What either a creation or an update names. */
export const anyClientSchema = Closed({
  ...updateClientSchema.properties,
  ...creationSchema.properties,
  // Whole in a creation, by their ids in an export: looked at below.
  client_authentication_methods: Type.Optional(Type.Unknown()),
  signed_request_object: Type.Optional(Type.Unknown()),
  token_vault_privileged_access: Type.Optional(Type.Unknown()),
});

export async function applyClient(value: unknown, place: string, scratch: Scratch, findings: Findings): Promise<void> {
  if (isRecord(value) && value.global === true) {
    findings.ignore(place, 'The global client belongs to the tenant itself.');
    return;
  }
  const fields = readEntity(value, anyClientSchema, setByService, place, findings);
  const kept = findClient(fields, scratch, findings);
  withoutNamedCredentials(fields, place, kept, findings);
  if (kept === undefined) await createClient(fields, scratch, findings);
  else await updateClient(kept, fields, place, scratch, findings);
}

/** By its id, else by its name, as the deploy tool looks for it. */
function findClient({ client_id, name }: Fields, { clients }: Scratch, findings: Findings): Client | undefined {
  const known = typeof client_id === 'string' ? clients.find(client_id) : undefined;
  const all = known !== undefined ? [known] : typeof name === 'string' ? clients.named(name) : [];
  const named = all.filter((client) => !findings.isNamed('clients', client.client_id));
  if (all.length > 0 && named.length === 0 && (known !== undefined || client_id === undefined)) {
    throw new TenantError('client_conflict', 'The files have this application twice: give each its client_id.', {
      field: known === undefined ? 'name' : 'client_id',
    });
  }
  if (named.length > 1) {
    throw new TenantError(
      'invalid_body',
      `${named.length} applications have this name: give the client_id, or rename the others.`,
      { field: 'name' },
    );
  }
  return named[0];
}

async function createClient(fields: Fields, { clients, document }: Scratch, findings: Findings): Promise<void> {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, member]) => member !== null));
  const given = withoutSecretsMethod(filled, filled.client_authentication_methods);
  const { client_id, client_secret, ...rest } = checkInput(creationSchema, given);
  const identity = {
    ...(client_id === undefined ? {} : { client_id }),
    ...(client_secret === undefined ? {} : { client_secret }),
  };
  const isPlain = Object.keys(identity).length === 0;
  const made = isPlain ? await clients.create(rest) : await clients.make(rest, identity);
  if (!isPlain) document.apply([{ kind: 'clients', id: made.client_id, value: made }]);
  findings.name('clients', made.client_id);
  if (client_secret === undefined && !isPublic(made) && made.client_authentication_methods === undefined) {
    findings.note('clients', made.client_id, "New client secret generated (the files don't contain one).");
  }
}

async function updateClient(
  kept: Client,
  { client_id: _, resource_server_identifier, ...fields }: Fields,
  place: string,
  { clients, document, origins }: Scratch,
  findings: Findings,
): Promise<void> {
  findings.name('clients', kept.client_id);
  const identifier =
    typeof resource_server_identifier === 'string' ? origins.toStored(resource_server_identifier) : undefined;
  if (identifier !== undefined && identifier !== kept.resource_server_identifier) {
    findings.ignore(`${place}.resource_server_identifier`, 'An application keeps the API that it was made for.');
  }
  const {
    client_authentication_methods: methods,
    signed_request_object: requestObject,
    token_vault_privileged_access: tokenVault,
    ...rest
  } = withKeptSecrets(fields, kept);
  const wholes = {
    ...(methods === undefined || methods === null ? {} : { client_authentication_methods: methods }),
    ...(requestObject === undefined || requestObject === null ? {} : { signed_request_object: requestObject }),
    ...(tokenVault === undefined || tokenVault === null ? {} : { token_vault_privileged_access: tokenVault }),
  };
  const cleared = {
    ...(methods === null ? { client_authentication_methods: null } : {}),
    ...(requestObject === null ? { signed_request_object: null } : {}),
    ...(tokenVault === null ? { token_vault_privileged_access: null } : {}),
  };
  if (Object.keys({ ...rest, ...cleared }).length > 0) {
    const body = withoutSecretsMethod(rest, methods);
    if (Object.keys({ ...body, ...cleared }).length > 0) clients.update(kept.client_id, { ...body, ...cleared });
  }
  if (Object.keys(wholes).length === 0) return;
  const { credentials, ...embedded } = await embed(kept, wholes, { clients });
  const { token_endpoint_auth_method: __, ...updated } = clients.get(kept.client_id);
  document.apply([
    { kind: 'clients', id: kept.client_id, value: { ...updated, ...embedded, credentials: [...credentials] } },
  ]);
}

/** The key takes the place of the secret's method, which the files may still name. */
function withoutSecretsMethod(fields: Fields, keys: unknown): Fields {
  if (keys === undefined || keys === null) return fields;
  const { token_endpoint_auth_method: _, ...others } = fields;
  return others;
}

/** A secret of an add-on that the files leave out stays as it is: the update would replace the add-ons whole. */
function withKeptSecrets(fields: Fields, kept: Client): Fields {
  const paths = secretPaths.clients.filter((path) => path !== 'client_secret');
  const given = takeSecrets(fields, paths).secrets;
  return putSecrets(fields, { ...takeSecrets(kept, paths).secrets, ...given }, paths);
}

/** Keys given whole: those that the client has already stay, under their ids. */
async function embed(kept: Client, wholes: object, { clients }: Pick<Scratch, 'clients'>) {
  const made = await clients.make(checkInput(createClientSchema, { name: kept.name, grant_types: [], ...wholes }));
  const idOf = new Map<string, string>();
  const credentials = made.credentials.map((credential) => {
    const same = kept.credentials.find(
      ({ credential_type, kid, pem, subject_dn, thumbprint_sha256 }) =>
        credential_type === credential.credential_type &&
        kid === credential.kid &&
        pem === credential.pem &&
        subject_dn === credential.subject_dn &&
        thumbprint_sha256 === credential.thumbprint_sha256,
    );
    idOf.set(credential.id, same?.id ?? credential.id);
    return same ?? credential;
  });
  const renamed = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value ?? null), (name, member: unknown) =>
      name === 'id' && typeof member === 'string' ? (idOf.get(member) ?? member) : member,
    );
  return {
    credentials,
    ...(made.client_authentication_methods === undefined
      ? {}
      : { client_authentication_methods: renamed(made.client_authentication_methods) }),
    ...(made.signed_request_object === undefined ? {} : { signed_request_object: renamed(made.signed_request_object) }),
    ...(made.token_vault_privileged_access === undefined
      ? {}
      : { token_vault_privileged_access: renamed(made.token_vault_privileged_access) }),
  };
}

/** An export names keys by ids that mean something in the tenant it came from only. */
function withoutNamedCredentials(fields: Fields, place: string, kept: Client | undefined, findings: Findings): void {
  for (const property of ['client_authentication_methods', 'signed_request_object', 'token_vault_privileged_access']) {
    const given = fields[property];
    if (!isRecord(given)) continue;
    const holders =
      property === 'client_authentication_methods' ? authenticationMethods.map((method) => given[method]) : [given];
    const named = holders.flatMap((holder) =>
      isRecord(holder) && Array.isArray(holder.credentials) ? holder.credentials : [],
    );
    if (!named.some((credential: unknown) => isRecord(credential) && 'id' in credential)) continue;
    delete fields[property];
    const own = new Set(kept?.credentials.map(({ id }) => id));
    if (named.every((credential: unknown) => isRecord(credential) && own.has(String(credential.id)))) continue;
    findings.ignore(
      `${place}.${property}`,
      'The files name keys by the ids of another tenant: add the public keys under Credentials.',
    );
  }
}
