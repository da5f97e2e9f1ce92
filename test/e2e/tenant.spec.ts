import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixture.ts';
import { readIssuer, statusBar, tenantState } from './screens.ts';

test('a stopped tenant answers nobody, and says so; a started one answers', async ({ app: { page } }) => {
  const state = tenantState(page);
  const before = await readIssuer(page);
  expect((await fetch(`${before}.well-known/jwks.json`)).status).toBe(200);

  await statusBar(page).getByRole('button', { name: 'Stop' }).click();
  await expect(state).toHaveText(/Stopped/);
  await expect(fetch(`${before}.well-known/jwks.json`)).rejects.toThrow();
  await expect(page.getByText('The tenant is not running')).toBeVisible();

  await statusBar(page).getByRole('button', { name: 'Start' }).click();
  await expect(state).toHaveText(/Running/);
  const after = await readIssuer(page);
  expect((await fetch(`${after}.well-known/jwks.json`)).status).toBe(200);
  await page.getByRole('button', { name: 'Run here' }).click();
  await expect(page.getByText('The token, decoded and verified')).toBeVisible();
});

test('a taken port is said in a bar that offers a free one', async ({ start }) => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const { port }: Pick<AddressInfo, 'port'> = Object(holder.address());
  try {
    const { page } = await start({ port });
    await expect(page.getByRole('alert')).toContainText(`${port}`);
    await expect(tenantState(page)).toHaveText(/Failed/);
    await page.getByRole('button', { name: /^Use \d+$/ }).click();
    await expect(tenantState(page)).toHaveText(/Running/);
    await expect(page.getByRole('alert')).toHaveCount(0);
    const issuer = await readIssuer(page);
    expect(new URL(issuer).port).not.toBe(`${port}`);
    expect((await fetch(`${issuer}.well-known/jwks.json`)).status).toBe(200);
  } finally {
    holder.close();
  }
});

test('a program of its own appears in the count of exchanges without a reload', async ({ shared: { page } }) => {
  const count = async () =>
    Number((await statusBar(page).innerText()).match(/([\d,]+) exchange/)?.[1]?.replace(',', ''));
  const issuer = await readIssuer(page);
  const before = await count();
  await fetch(`${issuer}.well-known/jwks.json`);
  await expect.poll(count).toBeGreaterThan(before);
});
