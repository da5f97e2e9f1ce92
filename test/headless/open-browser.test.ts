/** What other users of the machine see of a browser that is opened: the process list. */
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { consolePaths } from '../../src-main/contract/bridge.ts';
import { serve } from './command.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

it.skipIf(process.platform !== 'linux')('hands the browser a page for this user alone, good once', async () => {
  const folder = makeTemporaryFolder();
  const seen = join(folder, 'seen');
  const stub = join(folder, 'xdg-open');
  // What it is started with, as any user may read it, and the page before it is gone.
  writeFileSync(
    stub,
    `#!/bin/sh\nprintf '%s' "$*" > ${seen}.part\ncp "$1" ${join(folder, 'page')}\nmv ${seen}.part ${seen}\n`,
  );
  chmodSync(stub, 0o755);
  const served = await serve(
    ['--console', '--console-port=0', '--ephemeral', '--port=0', '--https-port=off', '--open'],
    { env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder, DISPLAY: ':99', CI: '' } },
  );
  await vi.waitFor(() => expect(existsSync(seen)).toBe(true), 10_000);
  const path = readFileSync(seen, 'utf8');
  expect(path).toMatch(/\/tokenbench-open-\w+\/open-tokenbench\.html$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const address = /url=([^"]+)"/.exec(readFileSync(join(folder, 'page'), 'utf8'))?.[1] ?? '';
  const { origin, hash } = new URL(address);
  const open = () =>
    fetch(`${origin}${consolePaths.session}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: hash.replace('#session=', '') }),
    });
  expect([(await open()).status, (await open()).status]).toEqual([200, 401]);
  const { code } = await served.stop();
  expect(code).toBe(0);
  expect(existsSync(path)).toBe(false);
});
