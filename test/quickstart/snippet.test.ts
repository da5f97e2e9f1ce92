/** Every snippet as text: whole, free of secrets, and still a program when the values are full of quotes. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  renderSnippet,
  type SnippetValues,
  type Step,
  snippetLanguages,
} from '../../src-renderer/quickstart/quickstart.ts';
import { checkSyntax } from './check-syntax.ts';
import { noteNotRun } from './toolchains.ts';

const sample: SnippetValues = {
  issuer: 'https://localhost:4443/',
  audience: 'https://appointments.example/',
  algorithm: 'RS256',
  jwksUri: 'https://localhost:4443/.well-known/jwks.json',
  scope: 'read:appointments',
  tokenEndpoint: 'https://localhost:4443/oauth/token',
  clientId: 'abc123',
  requestedScope: 'read:appointments',
  caCertificatePath: '/home/me/tls/ca.pem',
};

const hostile = `"it's" \\ $HOME #{x} {{issuer}} \`x\`\n//'";`;
const full = { ...sample, audience: hostile, scope: hostile, requestedScope: hostile, clientId: hostile };

const variants: readonly [name: string, values: SnippetValues][] = [
  ['RS256', sample],
  ['HS256', { ...sample, algorithm: 'HS256' }],
  ['RS256 without a permission', { ...sample, scope: undefined, requestedScope: undefined }],
  ['HS256 without a permission', { ...sample, algorithm: 'HS256', scope: undefined, requestedScope: undefined }],
  ['RS256 with values full of quotes', { ...full, caCertificatePath: `/tmp/${hostile}` }],
  ['HS256 with values full of quotes', { ...full, algorithm: 'HS256' }],
];

const text = (steps: readonly Step[]) => steps.map((step) => step.text).join('\n');
const titles = (steps: readonly Step[]) => steps.map(({ title }) => title);

describe.each(snippetLanguages)('the snippet $id', ({ id, purpose, editorLanguage, label }) => {
  it.each(variants)('is whole for %s', (_name, values) => {
    const { steps } = renderSnippet(id, values);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.every((step) => step.text !== '' && !step.text.includes('%%'))).toBe(true);
    expect(steps.some(({ language }) => language === editorLanguage)).toBe(true);
    expect(titles(steps).at(-1)).toBe('Try it');
    // The one placeholder that may be seen is the one inside the hostile values.
    expect(text(steps).replaceAll('{{issuer}}', '')).not.toMatch(/\{\{=?\w+\}\}(?!\})/);
  });

  it.for(variants)('is a program for %s', { timeout: 120_000 }, async ([, values], context) => {
    const missing = await checkSyntax(renderSnippet(id, values).steps);
    if (missing !== undefined) context.skip(noteNotRun(`syntax of ${label}`, missing));
  });

  it('names the environment variable of the secret, and not the secret', () => {
    const values = {
      ...sample,
      algorithm: 'HS256',
      clientSecretVariable: 'MY_OWN',
      signingSecretVariable: 'MY_OWN',
    } as const;
    expect(text(renderSnippet(id, values).steps)).toContain('MY_OWN');
    expect(() => renderSnippet(id, { ...values, clientSecretVariable: 'A B', signingSecretVariable: 'A B' })).toThrow(
      /must be an identifier/,
    );
  });

  it('says how to trust the local authority over HTTPS only', () => {
    const http = { issuer: 'http://localhost:4400/', tokenEndpoint: 'http://localhost:4400/oauth/token' };
    const pathOf = (values: SnippetValues) => text(renderSnippet(id, values).steps).includes('/home/me/tls/ca.pem');
    expect(pathOf(sample)).toBe(true);
    expect(pathOf({ ...sample, ...http })).toBe(false);
    expect(pathOf({ ...sample, caCertificatePath: undefined })).toBe(false);
    // Verifying with a secret asks the tenant nothing.
    expect(pathOf({ ...sample, algorithm: 'HS256' })).toBe(purpose === 'token');
  });
});

describe.each(snippetLanguages.filter(({ purpose }) => purpose === 'verify'))('the API in $label', ({ id }) => {
  it('verifies HS256 with the signing secret, and asks for no keys', () => {
    const shown = text(renderSnippet(id, { ...sample, algorithm: 'HS256' }).steps);
    expect(shown).toContain('API_SIGNING_SECRET');
    expect(shown).not.toContain('jwks');
  });

  it('verifies RS256 without a secret', () => {
    expect(text(renderSnippet(id, sample).steps)).not.toContain('SECRET');
  });

  it.each(['RS512', 'PS256'] as const)('says what the key set needs for %s', (algorithm) => {
    const { steps } = renderSnippet(id, { ...sample, algorithm });
    if (algorithm === 'PS256' && id === 'verify-php') expect(text(steps)).toContain('cannot verify PS256');
    else expect(steps[0]?.text).toContain('remove_alg_from_jwks');
  });
});

it('gives Spring Boot a configuration that reads back as the values', () => {
  const configuration = renderSnippet('verify-java-spring-boot', full).steps.find(
    ({ language }) => language === 'yaml',
  );
  expect(parse(configuration?.text ?? '')).toMatchObject({
    spring: { security: { oauth2: { resourceserver: { jwt: { audiences: hostile, 'jws-algorithms': 'RS256' } } } } },
  });
});
