/** APIs in the other languages, as the quickstarts have them: none of them is accused of anything serious. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCheck } from '../../src-main/api-check/run-check.ts';
import { renderSnippet, type SnippetId } from '../../src-renderer/quickstart/quickstart.ts';
import {
  type AppointmentsTenant,
  audienceOf,
  permission,
  startAppointmentsTenant,
} from '../quickstart/appointments-tenant.ts';
import { saveSnippet, serveSnippet } from '../quickstart/run-snippet.ts';
import { findToolchain, noteNotRun } from '../quickstart/toolchains.ts';
import { seriousIn } from './orders-tenant.ts';

let tenant: AppointmentsTenant;
beforeAll(async () => {
  tenant = await startAppointmentsTenant();
});
afterAll(() => tenant.close());

const ids = [
  'verify-node-fastify',
  'verify-python-fastapi',
  'verify-go',
  'verify-php',
  'verify-ruby',
] as const satisfies readonly SnippetId[];

it.for(ids)('%s', { timeout: 240_000 }, async (id, context) => {
  const toolchain = await findToolchain(id);
  if ('missing' in toolchain) return context.skip(noteNotRun(id, toolchain.missing));
  const saved = saveSnippet(renderSnippet(id, tenant.valuesFor('RS256', 'http')), toolchain);
  const api = await serveSnippet(saved, toolchain.environment);
  try {
    const report = await runCheck(
      { url: `${api.origin}/api/private`, audience: audienceOf('RS256'), scope: permission, wait: false },
      {
        tenant: tenant.tenant,
        issuers: [`${tenant.origin}/`],
        id: 'run',
        signal: new AbortController().signal,
        tell: () => undefined,
      },
    );
    expect(report.control, `${report.advice}\n${api.output()}`).toBe('accepted');
    expect(seriousIn(report), api.output()).toEqual([]);
  } finally {
    await api.stop();
    saved.remove();
  }
});
