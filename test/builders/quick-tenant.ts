/** A tenant without doors for tests that make many: its signing keys share one key pair, made once. */
import { createNodeKeys } from '../../src-main/platform/node-keys.ts';
import { createNodeRandom } from '../../src-main/platform/node-random.ts';
import { createMemoryStore } from '../../src-main/store/memory-store.ts';
import { createTenant, type Tenant } from '../../src-main/tenant/create-tenant.ts';
import type { KeyMaterial, Keys, Store } from '../../src-main/tenant/ports.ts';
import { applySeed } from '../../src-main/tenant/seed/apply-seed.ts';

export interface QuickTenantOptions {
  store?: Store;
  clock?: () => number;
  seed?: unknown;
}

const keys = createNodeKeys();
let material: Promise<KeyMaterial> | undefined;

const sharedKeys: Keys = {
  ...keys,
  generateSigningKey: (commonName) => {
    material ??= keys.generateSigningKey(commonName);
    return material;
  },
};

/** Its origin is `http://localhost:4400`. */
export async function quickTenant(options: QuickTenantOptions = {}): Promise<Tenant> {
  const { store = createMemoryStore(), clock = Date.now, seed } = options;
  const tenant = await createTenant(
    { clock, random: createNodeRandom(), keys: sharedKeys, store },
    { fill: seed === undefined ? undefined : (scratch) => applySeed(seed, scratch) },
  );
  tenant.origins.open(['http://localhost:4400']);
  return tenant;
}
