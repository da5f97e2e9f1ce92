/** Lays a Tokenbench file over a tenant: each entity is afterwards what the file says, under the id that it says. */
import { openWithPassphrase } from '../../../jwt/passphrase.ts';
import { checkInput } from '../../input/check-input.ts';
import { mergeUpdate } from '../../merge.ts';
import type { Scratch } from '../../scratch.ts';
import { TenantError } from '../../tenant-error.ts';
import type { Findings } from '../findings.ts';
import { applyFileClient } from './apply-client.ts';
import { applyFileGrant } from './apply-client-grant.ts';
import { applyFileResourceServer } from './apply-resource-server.ts';
import { applySigningKeys } from './apply-signing-keys.ts';
import { fileVersion, outerSchema, type ReadSecrets, secretsSchema, settingsSchema } from './file-schema.ts';

const noSecrets: ReadSecrets = { clients: {}, resourceServers: {} };

/** @throws {TenantError} `invalid_body`: not a Tokenbench file of a known version, or `passphrase` does not open it */
export async function applyTenantFile(
  content: Readonly<Record<string, unknown>>,
  passphrase: string | undefined,
  scratch: Scratch,
  findings: Findings,
): Promise<void> {
  if (typeof content.tokenbench === 'number' && content.tokenbench > fileVersion) {
    throw new TenantError(
      'invalid_body',
      `The file was written by a newer Tokenbench (version ${content.tokenbench} of its form; this one knows ${fileVersion}). Update Tokenbench.`,
      { field: 'files' },
    );
  }
  const file = checkInput(outerSchema, content);
  findings.expect(file.resourceServers.length + file.clients.length + file.clientGrants.length);
  const secrets = await openSecrets(file.secrets, passphrase, findings);
  for (const kind of ['tenant', 'resourceServers', 'clients', 'clientGrants'] as const) findings.sections.add(kind);
  await findings.attempt('settings', () => {
    const settings = checkInput(settingsSchema, file.settings);
    findings.name('tenant', 'settings');
    scratch.document.apply([{ kind: 'settings', id: 'settings', value: mergeUpdate({}, settings) }]);
  });
  await eachOf('resourceServers', file.resourceServers, findings, (entity) =>
    applyFileResourceServer(entity, secrets, scratch, findings),
  );
  await eachOf('clients', file.clients, findings, (entity) => applyFileClient(entity, secrets, scratch, findings));
  await eachOf('clientGrants', file.clientGrants, findings, (entity) => applyFileGrant(entity, scratch, findings));
  if (secrets.signingKeys !== undefined) {
    findings.sections.add('signingKeys');
    await findings.attempt('secrets.signingKeys', () => applySigningKeys(secrets.signingKeys ?? [], scratch, findings));
  }
}

async function openSecrets(
  sealed: string | undefined,
  passphrase: string | undefined,
  findings: Findings,
): Promise<ReadSecrets> {
  if (sealed === undefined) return noSecrets;
  if (passphrase === undefined || passphrase === '') {
    findings.needsPassphrase = true;
    findings.refuse('secrets', 'The file holds encrypted secrets: type its passphrase.');
    return noSecrets;
  }
  const text = await openWithPassphrase(sealed, passphrase);
  if (text === undefined) {
    throw new TenantError(
      'invalid_body',
      'This passphrase does not open the secrets of the file, or they were altered.',
      {
        field: 'passphrase',
      },
    );
  }
  return checkInput(secretsSchema, JSON.parse(text));
}

async function eachOf(
  section: string,
  entities: readonly object[],
  findings: Findings,
  apply: (entity: object) => unknown,
): Promise<void> {
  for (const [index, entity] of entities.entries()) {
    await findings.attempt(`${section}[${index}]`, () => apply(entity));
  }
}
