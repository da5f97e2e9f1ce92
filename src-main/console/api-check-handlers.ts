/** Handlers for the check of somebody's API. The battery is loaded with the first run. */
import type { InputOf, OutputOf } from '../contract/method.ts';
import type { apiCheckMethods } from '../contract/methods/api-check.ts';
import { openCheckRuns } from '../runtime/api-check/open-check-runs.ts';
import type { Tenant } from '../tenant/create-tenant.ts';

type ApiCheckMethods = typeof apiCheckMethods;

export type ApiCheckHandlers = {
  [Name in keyof ApiCheckMethods]: (
    input: InputOf<ApiCheckMethods[Name]>,
  ) => OutputOf<ApiCheckMethods[Name]> | Promise<OutputOf<ApiCheckMethods[Name]>>;
};

/** Exchanges that are looked at for who has asked for the keys, the newest first. */
const mostLookedAt = 1_000;

export function apiCheckHandlers(tenant: Tenant, version: () => string): ApiCheckHandlers {
  const runs = () => openCheckRuns(tenant);
  return {
    'apiCheck.start': async ({ input }) => ({ id: await (await runs()).start(input) }),
    'apiCheck.read': async ({ id, after }) => (await runs()).read(id, after),
    'apiCheck.stop': async ({ id }) => {
      (await runs()).stop(id);
      return {};
    },
    'apiCheck.list': async () => {
      const { running, history } = await runs();
      return { ...(running === undefined ? {} : { running }), runs: history.list() };
    },
    'apiCheck.get': async ({ id }) => (await runs()).history.get(id),
    'apiCheck.remove': async ({ id }) => {
      (await runs()).history.remove(id);
      return {};
    },
    'apiCheck.export': async ({ id, format }) => {
      const report = (await runs()).history.get(id);
      const { reportEndings, writeReport } = await import('../api-check/reports/write-report.ts');
      return {
        fileName: `api-check-${report.started_at.slice(0, 19).replace(/[:T]/g, '-')}.${reportEndings[format]}`,
        text: writeReport(report, format, version()),
      };
    },
    'apiCheck.fixes': async ({ library }) => {
      const { describeAllFixes } = await import('../api-check/fixes.ts');
      return describeAllFixes(library);
    },
    'apiCheck.callers': () => listCallers(tenant),
  };
}

function listCallers({ traffic }: Tenant): OutputOf<ApiCheckMethods['apiCheck.callers']> {
  const callers = new Map<string, string>();
  let looked = 0;
  for (const { kind, user_agent, date } of traffic.summaries()) {
    looked += 1;
    if (looked > mostLookedAt) break;
    if (kind === 'jwks' && user_agent !== '' && !callers.has(user_agent)) callers.set(user_agent, date);
  }
  return [...callers].map(([user_agent, at]) => ({ user_agent, at }));
}
