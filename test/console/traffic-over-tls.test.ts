import { request } from 'node:https';
import { expect, it, onTestFinished } from 'vitest';
import { openTenantRuntime } from '../../src-main/runtime/tenant-runtime.ts';
import { exportHar } from '../../src-main/runtime/traffic/export-har.ts';
import { chooseOrigin, replayExchange } from '../../src-main/runtime/traffic/replay-exchange.ts';

it('what came over TLS is sent again over TLS, and named so in the archive', async () => {
  const runtime = await openTenantRuntime({ port: 0, httpsPort: 0, sample: true });
  onTestFinished(() => runtime.close());
  await runtime.start();
  const { tenant, doors } = runtime;
  const address = new URL('/nowhere', doors?.httpsOrigin);
  await new Promise((resolve, reject) => {
    request(address, { ca: doors?.tls?.caCertificate }, (answer) => answer.on('end', resolve).resume())
      .on('error', reject)
      .end();
  });
  const again = tenant.traffic.get(await replayExchange(tenant.traffic.newestId ?? '', runtime));
  expect(again).toMatchObject({ hostname: address.host, status: 404, method: 'GET', url: '/nowhere' });
  const { har } = await exportHar(
    { filter: '', withSecrets: false },
    tenant,
    (host) => chooseOrigin(host, doors) ?? '',
  );
  const urls = JSON.parse(har).log.entries.map((entry: { request: { url: string } }) => entry.request.url);
  expect(urls).toEqual([address.href, address.href]);
});
