/** Tokenbench's own file: made to be kept in a repository, with secrets only under a passphrase. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../../src-main/tenant/create-tenant.ts';
import { quickTenant } from '../../builders/quick-tenant.ts';
import { importInto } from './import-into.ts';

const seed = {
  resourceServers: [
    { name: 'Billing', identifier: 'urn:billing', signing_alg: 'HS256', signing_secret: 'secret-of-billing-api' },
  ],
  clients: [
    {
      name: 'Worker',
      client_secret: 'secret-of-the-worker',
      addons: { firebase: { private_key: 'secret-of-firebase' } },
    },
    { name: 'Page', app_type: 'spa', token_endpoint_auth_method: 'none' },
  ],
  clientGrants: [{ client_id: 'Worker', audience: 'urn:billing' }],
} as const;

let tenant: Tenant;
beforeAll(async () => {
  tenant = await quickTenant({ seed });
});

const passphrase = 'correct horse';
const exportOf = async (options: { passphrase?: string; withKeys?: boolean } = {}) =>
  (await tenant.transfer.export({ format: 'tokenbench', ...options })).files;
const clientOf = (of: Tenant, name: string) => of.clients.matching((client) => client.name === name)[0];

describe('a Tokenbench file', () => {
  it('is the same each time, with its members in order and without any secret', async () => {
    const [file] = await exportOf();
    expect(await exportOf()).toEqual([file]);
    expect(file?.path).toBe('tokenbench.json');
    expect(file?.text).not.toMatch(/secret-of|privateJwk|"secrets"/);
    const { tokenbench, clients } = JSON.parse(file?.text ?? '');
    expect(tokenbench).toBe(1);
    for (const client of clients) expect(Object.keys(client)).toEqual(Object.keys(client).toSorted());
  });

  it('without secrets leaves those of existing entities and makes new ones for new entities, which the plan says', async () => {
    const files = await exportOf();
    const own = await tenant.transfer.prepare({ files });
    expect(own.plan.items.filter(({ action }) => action !== 'unchanged')).toEqual([]);

    const fresh = await quickTenant();
    const { plan } = await importInto(fresh, files);
    const notes = plan.items.flatMap(({ name, notes: [note] }) => (note === undefined ? [] : [`${name}: ${note}`]));
    expect(notes).toEqual([
      'Billing: A new signing secret is made: the file has none.',
      "Worker: New client secret generated (the file doesn't contain one).",
    ]);
    const secret = clientOf(fresh, 'Worker')?.client_secret;
    expect(secret).toHaveLength(64);
    expect(clientOf(fresh, 'Worker')?.client_id).toBe(clientOf(tenant, 'Worker')?.client_id);
  });

  it('holds secrets and keys under a passphrase, which opens them elsewhere', async () => {
    const files = await exportOf({ passphrase, withKeys: true });
    expect(files[0]?.text).not.toMatch(/secret-of|privateJwk/);
    const fresh = await quickTenant();
    await importInto(fresh, files, { passphrase });
    expect(clientOf(fresh, 'Worker')).toEqual(clientOf(tenant, 'Worker'));
    expect(fresh.resourceServers.get('urn:billing').signing_secret).toBe('secret-of-billing-api');
    expect(fresh.signingKeys.current()).toEqual(tenant.signingKeys.current());
    // Tokens of before stay valid: the key of before is still published.
    expect(fresh.signingKeys.list().map(({ state }) => state)).toEqual(['current', 'next', 'previous']);
  });

  it('asks for its passphrase, and says beside the field that another one does not open it', async () => {
    const files = await exportOf({ passphrase });
    const { plan } = await tenant.transfer.prepare({ files });
    expect(plan).toMatchObject({ canApply: false, needsPassphrase: true, problems: [{ place: 'secrets' }] });
    await expect(tenant.transfer.prepare({ files, passphrase: 'wrong' })).rejects.toMatchObject({
      field: 'passphrase',
      message: 'This passphrase does not open the secrets of the file, or they were altered.',
    });
  });

  it('has private keys under a passphrase only', async () => {
    await expect(exportOf({ withKeys: true })).rejects.toMatchObject({ field: 'passphrase' });
  });

  it.each<[string, (file: Record<string, unknown[]>) => unknown, string, string]>([
    ['a newer form', (file) => ({ ...file, tokenbench: 2 }), 'files', 'written by a newer Tokenbench'],
    ['an unknown section', (file) => ({ ...file, rules: [] }), '', 'Additional properties not allowed: rules'],
    ['a section that is missing', ({ clients: _, ...file }) => file, 'clients', 'Missing required property: clients'],
  ])('is refused with %s', async (_name, alter, field, message) => {
    const [file] = await exportOf();
    const text = JSON.stringify(alter(JSON.parse(file?.text ?? '')));
    const refusal: unknown = await tenant.transfer
      .prepare({ files: [{ path: 'a.json', text }] })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'invalid_body', field });
    expect(String(refusal)).toContain(message);
  });

  it.each<[string, (file: Record<string, Record<string, unknown>[]>) => void, string]>([
    [
      'an unknown property',
      ({ clients }) => void Object.assign(clients?.[1] ?? {}, { colour: 'red' }),
      'clients[1]: There is nothing here that is called colour.',
    ],
    ['a client twice', ({ clients }) => void clients?.push({ ...clients[1] }), 'stands twice in the file'],
    [
      'an API twice',
      ({ resourceServers }) => void resourceServers?.push({ ...resourceServers[1] }),
      'stands twice in the file',
    ],
    [
      'a grant for no API',
      ({ clientGrants }) => void Object.assign(clientGrants?.[0] ?? {}, { audience: 'urn:none' }),
      'clientGrants[0].audience: No API has the identifier urn:none.',
    ],
    [
      'a grant of nobody',
      ({ clientGrants }) => void Object.assign(clientGrants?.[0] ?? {}, { client_id: 'nobody' }),
      'clientGrants[0].client_id: No application has the id nobody.',
    ],
    [
      'an id of something else',
      ({ resourceServers }) => void Object.assign(resourceServers?.[1] ?? {}, { identifier: 'urn:other' }),
      'belongs to urn:billing in this tenant',
    ],
  ])('is not imported with %s', async (_name, alter, problem) => {
    const [file] = await exportOf();
    const content = JSON.parse(file?.text ?? '');
    alter(content);
    const { plan } = await tenant.transfer.prepare({ files: [{ path: 'a.json', text: JSON.stringify(content) }] });
    expect(plan.canApply).toBe(false);
    expect(plan.problems.map(({ place, message }) => `${place}: ${message}`).join('\n')).toContain(problem);
  });
});
