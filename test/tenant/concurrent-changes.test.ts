/** Changes that come at once, as two requests do, are decided one after the other. */
import { describe, expect, it } from 'vitest';
import { aPublicKey } from '../builders/key-material.ts';
import { quickTenant } from '../builders/quick-tenant.ts';

const pem = aPublicKey();
const token_encryption = { format: 'compact-nested-jwe', encryption_key: { alg: 'RSA-OAEP-256', pem } };
const private_key_jwt = { credentials: [{ credential_type: 'public_key', pem }] };

describe('changes that come at once', () => {
  it('make one API of one identifier', async () => {
    const { resourceServers } = await quickTenant();
    const made = await Promise.allSettled(
      [{}, { token_encryption }, {}].map((more) => resourceServers.create({ identifier: 'urn:1', ...more })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(resourceServers.count).toBe(2);
  });

  it('are all kept where they name different properties', async () => {
    const { resourceServers } = await quickTenant();
    const { id } = await resourceServers.create({ identifier: 'urn:1' });
    await Promise.all([
      resourceServers.update(id, { token_encryption }),
      resourceServers.update(id, { name: 'Named' }),
      resourceServers.update(id, { enforce_policies: true }),
    ]);
    expect(resourceServers.get(id)).toMatchObject({ name: 'Named', enforce_policies: true, token_encryption: {} });
  });

  it('do not bring back what was removed meanwhile', async () => {
    const { resourceServers } = await quickTenant();
    const { id } = await resourceServers.create({ identifier: 'urn:1' });
    const update = resourceServers.update(id, { token_encryption });
    resourceServers.remove(id);
    await expect(update).rejects.toMatchObject({ code: 'inexistent_resource_server' });
    expect(resourceServers.byIdentifier('urn:1')).toBeUndefined();
  });

  it('give one alias to one client, and one API to one client', async () => {
    const { clients, resourceServers } = await quickTenant();
    await resourceServers.create({ identifier: 'urn:1' });
    const linked = { app_type: 'resource_server', resource_server_identifier: 'urn:1' };
    for (const properties of [{ client_aliases: ['alias'] }, linked]) {
      const made = await Promise.allSettled(
        [{}, { client_authentication_methods: { private_key_jwt } }, {}].map((more) =>
          clients.create({ name: 'Client', ...properties, ...more }),
        ),
      );
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  it('keep the credentials of a client to two', async () => {
    const { clients } = await quickTenant();
    const { client_id } = await clients.create({ name: 'Client' });
    const credential = { credential_type: 'public_key', pem };
    const made = await Promise.allSettled([1, 2, 3, 4].map(() => clients.credentials.create(client_id, credential)));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(clients.credentials.list(client_id)).toHaveLength(2);
  });
});
