/** Run by the kill test: a tenant of the folder given, whose address and a token of the Management API it prints. */
import { startTenant } from '../../src-main/headless/library.ts';

const [data = ''] = process.argv.slice(2);
const tenant = await startTenant({ data, sample: true, rateLimit: 1_000_000 });
const token = await tenant.token({
  client: 'API Explorer Application',
  audience: tenant.managementAudience,
});
console.log(JSON.stringify({ api: tenant.managementAudience, token }));
