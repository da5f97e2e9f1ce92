/** An application's values as the environment variables that the SDKs' examples read. */
import { quoteWord } from '#contract/shell-words.ts';

export const environmentForms = [
  { value: 'dotenv', name: '.env' },
  { value: 'json', name: 'JSON' },
  { value: 'shell', name: 'Shell' },
] as const;
export type EnvironmentForm = (typeof environmentForms)[number]['value'];

export interface EnvironmentValues {
  domain: string;
  issuer: string;
  clientId: string;
  /** Absent where it authenticates with a key. */
  clientSecret: string | undefined;
  audience: string | undefined;
}

export function writeEnvironment(form: EnvironmentForm, values: EnvironmentValues): string {
  const variables: [string, string][] = [
    ['AUTH0_DOMAIN', values.domain],
    ['AUTH0_ISSUER_BASE_URL', values.issuer.replace(/\/$/, '')],
    ['AUTH0_CLIENT_ID', values.clientId],
  ];
  if (values.clientSecret !== undefined) variables.push(['AUTH0_CLIENT_SECRET', values.clientSecret]);
  if (values.audience !== undefined) variables.push(['AUTH0_AUDIENCE', values.audience]);
  switch (form) {
    case 'json':
      return `${JSON.stringify(Object.fromEntries(variables), undefined, 2)}\n`;
    case 'shell':
      return variables.map(([name, value]) => `export ${name}=${quoteWord(value, 'posix')}\n`).join('');
    case 'dotenv':
      return variables.map(([name, value]) => `${name}=${quoteForDotenv(value)}\n`).join('');
  }
}

/** Single quotes keep `#`, `$` and spaces as they are; every reader of dotenv files knows them. */
function quoteForDotenv(value: string): string {
  return /^[\w:/.@+-]*$/.test(value) ? value : `'${value}'`;
}
