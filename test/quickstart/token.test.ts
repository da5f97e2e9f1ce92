/** Each snippet that gets a token, run against a running tenant. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderSnippet, snippetLanguages } from '../../src-renderer/quickstart/quickstart.ts';
import { type AppointmentsTenant, audienceOf, startAppointmentsTenant } from './appointments-tenant.ts';
import { runScript, saveSnippet } from './run-snippet.ts';
import { findToolchain, noteNotRun } from './toolchains.ts';

let tenant: AppointmentsTenant;
beforeAll(async () => {
  tenant = await startAppointmentsTenant();
});
afterAll(() => tenant.close());

const languages = snippetLanguages.filter(({ purpose }) => purpose === 'token');
const cases = [
  { scheme: 'http', requestedScope: undefined, scope: 'read:appointments write:appointments' },
  { scheme: 'https', requestedScope: 'write:appointments', scope: 'write:appointments' },
] as const;

describe.each(languages)('a program in $label', ({ id, label }) => {
  it.for(cases)(
    'gets a token over $scheme',
    { timeout: 240_000 },
    async ({ scheme, requestedScope, scope }, context) => {
      const toolchain = await findToolchain(id);
      if ('missing' in toolchain) return context.skip(noteNotRun(label, toolchain.missing));

      const values = { ...tenant.valuesFor('RS256', scheme), requestedScope };
      const saved = saveSnippet(renderSnippet(id, values), toolchain);
      try {
        const printed = await runScript(saved.script, saved.folder, {
          ...toolchain.environment,
          CLIENT_SECRET: tenant.clientSecret,
        });
        expect(decodeJwt(findToken(printed))).toMatchObject({ iss: values.issuer, aud: audienceOf('RS256'), scope });
      } finally {
        saved.remove();
      }
    },
  );
});

/** Some print the token, some the whole answer. */
function findToken(printed: string): string {
  return /[\w-]+\.[\w-]+\.[\w-]+/.exec(printed)?.[0] ?? `no token in: ${printed}`;
}
