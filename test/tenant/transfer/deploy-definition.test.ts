/** What a definition of the deploy tool becomes here: the plan that people read, and the tenant afterwards. */
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src-main/store/memory-store.ts';
import { TenantError } from '../../../src-main/tenant/tenant-error.ts';
import { aPublicKey } from '../../builders/key-material.ts';
import { quickTenant } from '../../builders/quick-tenant.ts';
import { storedIn } from '../../builders/stored-in.ts';
import { importInto, yaml } from './import-into.ts';

const shop = `
tenant: {friendly_name: Shop, sandbox_versions_available: ['22'], flags: {enable_apis_section: true, require_pushed_authorization_requests: true}}
resourceServers:
  - {name: Orders API, identifier: https://orders.example/, scopes: [{value: read:orders}, {value: write:orders}]}
  - {name: Auth0 Management API, identifier: https://acme.eu.auth0.com/api/v2/}
  - {name: Billing API, identifier: urn:billing, signing_alg: HS256}
clients:
  - {name: Worker, app_type: non_interactive, grant_types: [client_credentials], callback_url_template: false, oidc_backchannel_something: 1}
clientGrants:
  - {client_id: Worker, audience: https://orders.example/, scope: [read:orders]}
  - {client_id: Worker, audience: https://acme.eu.auth0.com/api/v2/, scope: [read:clients, read:moon_phases]}
actions: [{name: Enrich}]
rules: []
`;

async function refusalOf(work: Promise<unknown>): Promise<TenantError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (error instanceof TenantError) return error;
  throw new Error('It was not refused.', { cause: error });
}

describe('the plan of a definition', () => {
  it('says what is made, what is ignored and why, and changes nothing', async () => {
    const store = createMemoryStore();
    const tenant = await quickTenant({ store });
    const before = JSON.stringify(storedIn(store));
    const { plan } = await tenant.transfer.prepare({ files: yaml(shop) });

    expect(plan.items.map(({ action, kind, name }) => `${action} ${kind} ${name}`)).toEqual([
      'update tenant Tenant settings',
      'create resourceServers Orders API',
      'create resourceServers Billing API',
      'create clients Worker',
      'create clientGrants Worker → Orders API',
      'create clientGrants Worker → Auth0 Management API',
    ]);
    expect(plan.items[0]?.changes).toEqual([
      { field: 'flags.enable_apis_section', after: true },
      { field: 'friendly_name', before: 'tokenbench', after: 'Shop' },
    ]);
    expect(plan.ignored.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      'actions: Not supported.',
      'tenant.flags.require_pushed_authorization_requests: Tokenbench has no such property.',
      'resourceServers[1]: The Management API belongs to the tenant itself.',
      'clients[0].oidc_backchannel_something: Tokenbench has no such property.',
      'clientGrants[1].scope[1]: This Management API has no permission read:moon_phases.',
    ]);
    const notes = plan.items.flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`));
    expect(notes).toEqual([
      'Billing API: A new signing secret is made: the files have none.',
      "Worker: New client secret generated (the files don't contain one).",
      "Worker → Auth0 Management API: https://acme.eu.auth0.com/api/v2/ is another tenant's Management API: this grant is for this one's.",
    ]);
    expect(JSON.stringify(plan)).not.toContain('_secret":');
    expect(plan).toMatchObject({ format: 'deploy_tool', canApply: true, problems: [], keywords: [] });
    expect(JSON.stringify(storedIn(store))).toBe(before);
  });

  it('says field by field what changes, and nothing of what does not', async () => {
    const tenant = await quickTenant();
    await importInto(tenant, yaml(shop));
    const changed = shop
      .replace('[{value: read:orders}, {value: write:orders}]', '[{value: read:orders}]')
      .replace('friendly_name: Shop', 'friendly_name: Market');
    const { plan } = await tenant.transfer.prepare({ files: yaml(changed) });
    expect(plan.items.filter(({ action }) => action !== 'unchanged')).toMatchObject([
      {
        action: 'update',
        name: 'Tenant settings',
        changes: [{ field: 'friendly_name', before: 'Shop', after: 'Market' }],
      },
      {
        action: 'update',
        name: 'Orders API',
        changes: [
          {
            field: 'scopes',
            before: [{ value: 'read:orders' }, { value: 'write:orders' }],
            after: [{ value: 'read:orders' }],
          },
        ],
      },
    ]);
  });

  it('leaves alone what the files do not have, and removes it where asked, of their sections only', async () => {
    const tenant = await quickTenant();
    await importInto(tenant, yaml(shop));
    const files = yaml('clients: [{name: Other}]');
    const { plan } = await tenant.transfer.prepare({ files });
    expect(plan.leftAlone).toEqual([{ kind: 'clients', name: 'Worker' }]);

    const removing = await tenant.transfer.prepare({ files, removesOthers: true });
    expect(removing.plan.items.filter(({ action }) => action === 'remove').map(({ name }) => name)).toEqual([
      'Worker',
      'Worker → Orders API',
      'Worker → Auth0 Management API',
    ]);
    removing.keep();
    expect(tenant.clients.matching(({ global }) => !global).map(({ name }) => name)).toEqual(['Other']);
    expect(tenant.resourceServers.count).toBe(3);
  });
});

describe('a definition with problems', () => {
  it('names every one by its place, and keeps nothing', async () => {
    const store = createMemoryStore();
    const tenant = await quickTenant({ store });
    const before = JSON.stringify(storedIn(store));
    const wrong = `
resourceServers: [{name: Good, identifier: 'urn:good'}, {name: A<B, identifier: 'urn:bad'}, {identifier: 7}]
clients: [{name: Fine}, {name: Public, token_endpoint_auth_method: none, grant_types: [client_credentials]}]
clientGrants: [{client_id: Nobody, audience: 'urn:good'}, {client_id: Fine, audience: 'urn:good', scope: [read:it]}, {client_id: Fine, audience: 'urn:none'}]
`;
    const { plan, keep } = await tenant.transfer.prepare({ files: yaml(wrong) });
    expect(plan.canApply).toBe(false);
    expect(plan.problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'resourceServers[1].name: This has to be a text, not empty, without < and >.',
      'resourceServers[2].identifier: This has to be a text, not a number.',
      'clients[1].grant_types: Invalid grant types: client_credentials',
      'clientGrants[1].scope[0]: Scopes not defined by the resource server: read:it. Add them to the resource server first.',
    ]);
    expect(plan.ignored).toEqual([
      { place: 'clientGrants[0]', reason: 'Left out: no application has the name or the id Nobody.' },
      { place: 'clientGrants[2]', reason: 'Left out: no API has the identifier urn:none.' },
    ]);
    expect(() => keep()).toThrow('Nothing was imported');
    expect(JSON.stringify(storedIn(store))).toBe(before);
  });

  it.each([
    ['clients: [', 'tenant.yaml:1:'],
    ['- a', 'tenant.yaml: It has to be a mapping'],
    ['rules: []', 'It has none of tenant, resourceServers, clients and clientGrants'],
    ['{schemaVersion: 1, clients: {}}', 'This is the document of a data folder'],
    ['a: &a [1]\nb: *c', 'tenant.yaml:1:1: '],
  ])('says what is wrong with %j', async (text, message) => {
    const tenant = await quickTenant();
    const refusal = await refusalOf(tenant.transfer.prepare({ files: yaml(text) }));
    expect(refusal).toMatchObject({ code: 'invalid_body', field: 'files' });
    expect(refusal.message).toContain(message);
  });

  it('is not kept once the tenant changed', async () => {
    const tenant = await quickTenant();
    const { keep } = await tenant.transfer.prepare({ files: yaml(shop) });
    await tenant.clients.create({ name: 'Meanwhile' });
    expect(() => keep()).toThrow('the tenant was changed in the meantime');
    expect(tenant.resourceServers.count).toBe(1);
  });
});

describe('a file that would never end', () => {
  it.each([
    ['an alias inside of its own anchor', 'clients: &a [{client_metadata: *a}]', /alias stands inside/],
    ['a value nested too deeply', `clients: ${'['.repeat(150)}${']'.repeat(150)}`, /nested deeper than 100 levels/],
    ['a value nested without measure', `clients: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, /nested|:1:/],
  ])('is refused in words: %s', async (_what, text, words) => {
    const tenant = await quickTenant();
    const { message, code } = await refusalOf(tenant.transfer.prepare({ files: yaml(text) }));
    expect({ message, code }).toEqual({ message: expect.stringMatching(words), code: 'invalid_body' });
  });

  it('is refused before a keyword makes it longer than an import may be', async () => {
    const tenant = await quickTenant();
    const files = yaml(`clients: [${'{name: "##LONG##"},'.repeat(300)}]`);
    const { message } = await refusalOf(tenant.transfer.prepare({ files, mappings: { LONG: 'x'.repeat(100_000) } }));
    expect(message).toMatch(/value of the keyword LONG the files are longer than the 20 MB/);
  });
});

describe('applications of the same name', () => {
  it('are told apart by their ids', async () => {
    const tenant = await quickTenant();
    for (const name of ['Twin', 'Twin']) await tenant.clients.create({ name });
    const problemsOf = async (text: string) =>
      (await tenant.transfer.prepare({ files: yaml(text) })).plan.problems.map(
        ({ place, message }) => `${place}: ${message}`,
      );
    expect(await problemsOf('clients: [{name: Twin}]')).toEqual([
      'clients[0].name: 2 applications have this name: give the client_id, or rename the others.',
    ]);
    expect(await problemsOf('clients: [{name: New}, {name: New}]')).toEqual([
      'clients[1].name: The files have this application twice: give each its client_id.',
    ]);
    expect(await problemsOf('clients: [{name: New, client_id: one}, {name: New, client_id: two}]')).toEqual([]);
  });
});

describe('undoing an import', () => {
  it('brings everything back, and refuses once something else was changed', async () => {
    const store = createMemoryStore();
    const tenant = await quickTenant({ store, seed: { clients: [{ name: 'Own' }, { name: 'Last' }] } });
    const before = JSON.stringify(storedIn(store));
    const { kept } = await importInto(tenant, yaml(shop), { removesOthers: true });
    expect(tenant.clients.matching(({ name }) => name === 'Own')).toEqual([]);
    kept.undo();
    expect(JSON.stringify(storedIn(store))).toBe(before);
    expect(tenant.clients.page(0, 9).map(({ name }) => name)).toEqual(['All Applications', 'Own', 'Last']);
    expect(() => kept.undo()).toThrow('changed after the import');

    const second = await importInto(tenant, yaml(shop));
    tenant.settings.update({ friendly_name: 'Mine' });
    expect(() => second.kept.undo()).toThrow('changed after the import');
    expect(tenant.settings.get().friendly_name).toBe('Mine');
  });
});

describe('keywords', () => {
  const text = `
# ##COMMENT## is none
resourceServers:
  - {name: "##ENV## API", identifier: "https://##HOST##/", scopes: @@SCOPES@@}
clients: [{name: Web, callbacks: "@@CALLBACKS@@", description: '##ENV##: ##COUNT##'}]
`;

  it('are replaced as the deploy tool replaces them: by text, and by values', async () => {
    const tenant = await quickTenant();
    const mappings = {
      ENV: 'dev',
      HOST: 'dev.example',
      SCOPES: [{ value: 'read' }],
      CALLBACKS: ['http://localhost:1/'],
      COUNT: 3,
    };
    await importInto(tenant, yaml(text), { mappings });
    expect(tenant.resourceServers.get('https://dev.example/')).toMatchObject({
      name: 'dev API',
      scopes: [{ value: 'read' }],
    });
    expect(tenant.clients.matching(({ name }) => name === 'Web')[0]).toMatchObject({
      callbacks: ['http://localhost:1/'],
      description: 'dev: 3',
    });
  });

  it('that nothing is given for are problems, each by its place', async () => {
    const tenant = await quickTenant();
    const { plan } = await tenant.transfer.prepare({ files: yaml(text), mappings: { ENV: 'dev', COUNT: 1 } });
    expect(plan.keywords).toEqual(['HOST', 'SCOPES', 'CALLBACKS']);
    expect(plan.problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'resourceServers[0].identifier: Nothing is given for the keyword ##HOST##.',
      'resourceServers[0].scopes: Nothing is given for the keyword @@SCOPES@@.',
      'clients[0].callbacks: Nothing is given for the keyword @@CALLBACKS@@.',
    ]);
  });
});

describe('a folder of the deploy tool', () => {
  const files = [
    { path: 'acme/tenant.json', text: '{"friendly_name":"##NAME##"}' },
    {
      path: 'acme/resource-servers/Orders API.json',
      text: '{"name":"Orders API","identifier":"https://orders.example/"}',
    },
    { path: 'acme/clients/Worker.json', text: '{"name":"Worker","custom_login_page":"./worker.html"}' },
    { path: 'acme/clients/worker.html', text: '<p>##NAME##</p>' },
    {
      path: 'acme/grants/Worker-Orders API.json',
      text: '{"client_id":"Worker","audience":"https://orders.example/","scope":[]}',
    },
    { path: 'acme/actions/enrich/code.js', text: 'exports = 1' },
    { path: 'acme/actions/enrich.json', text: '{}' },
    { path: 'acme/README.md', text: '# us' },
  ];

  it('is read wherever it stands, with pages in files of their own', async () => {
    const tenant = await quickTenant();
    const { plan } = await importInto(tenant, files, { mappings: { NAME: 'Acme' } });
    expect(tenant.settings.get().friendly_name).toBe('Acme');
    expect(tenant.clients.matching(({ name }) => name === 'Worker')[0]?.custom_login_page).toBe('<p>Acme</p>');
    expect(tenant.clientGrants.count).toBe(1);
    expect(plan.ignored).toEqual([
      { place: 'actions', reason: '2 files: Not supported.' },
      { place: 'README.md', reason: 'One file: Not supported.' },
    ]);
  });

  it('needs something of a tenant in it', async () => {
    const tenant = await quickTenant();
    const refusal = await refusalOf(tenant.transfer.prepare({ files: files.slice(-3) }));
    expect(refusal.message).toContain('none of tenant.json, clients/, resource-servers/ and grants/');
  });
});

describe('keys of applications', () => {
  it('given whole are registered once; named by ids of another tenant they are ignored', async () => {
    const pem = aPublicKey();
    const client = {
      name: 'With key',
      client_authentication_methods: {
        private_key_jwt: { credentials: [{ credential_type: 'public_key', name: 'key', pem }] },
      },
    };
    const files = yaml(JSON.stringify({ clients: [client] }));
    const tenant = await quickTenant();
    await importInto(tenant, files);
    const [made] = tenant.clients.matching(({ name }) => name === 'With key');
    expect(made?.client_authentication_methods?.private_key_jwt?.credentials).toHaveLength(1);

    const again = await tenant.transfer.prepare({ files });
    expect(again.plan.items.map(({ action }) => action)).toEqual(['unchanged']);

    const named = {
      ...client,
      client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'cred_elsewhere' }] } },
    };
    const { plan } = await tenant.transfer.prepare({ files: yaml(JSON.stringify({ clients: [named] })) });
    expect(plan.ignored).toEqual([
      {
        place: 'clients[0].client_authentication_methods',
        reason: 'The files name keys by the ids of another tenant: add the public keys under Credentials.',
      },
    ]);
  });
});
