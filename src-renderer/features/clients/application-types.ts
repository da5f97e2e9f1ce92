/** The types of application as people know them; the wire's names stay in what the API answers. */
import type { CreateClient } from '#contract/entities/client.ts';

type AppType = NonNullable<CreateClient['app_type']>;

export interface ApplicationType {
  type: AppType;
  name: string;
  /** What it is for. */
  purpose: string;
  /** What it was called before. */
  hint?: string;
  /** How one made here begins. */
  defaults: Pick<CreateClient, 'grant_types' | 'token_endpoint_auth_method' | 'oidc_conformant'>;
}

export const machineToMachine: ApplicationType = {
  type: 'non_interactive',
  name: 'Machine to Machine',
  purpose: 'A program that acts on its own behalf: a service, a scheduled job, a command-line tool.',
  hint: 'Formerly Non Interactive',
  defaults: {
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
    oidc_conformant: true,
  },
};

/** Those that are offered for new ones. */
export const applicationTypes: readonly ApplicationType[] = [
  machineToMachine,
  {
    type: 'spa',
    name: 'Single Page',
    purpose: 'JavaScript in a browser. It can’t keep a secret, so it doesn’t use one.',
    defaults: {
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      token_endpoint_auth_method: 'none',
      oidc_conformant: true,
    },
  },
  {
    type: 'regular_web',
    name: 'Regular Web',
    purpose: 'A website whose server keeps the secret, such as Express, ASP.NET, or PHP.',
    defaults: {
      grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
      oidc_conformant: true,
    },
  },
  {
    type: 'native',
    name: 'Native',
    purpose: 'An app on a phone, desktop, or device. It can’t keep a secret either.',
    defaults: {
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      token_endpoint_auth_method: 'none',
      oidc_conformant: true,
    },
  },
];

const names: Record<string, string> = {
  ...Object.fromEntries(applicationTypes.map(({ type, name }) => [type, name])),
  resource_server: 'API',
};

export function applicationTypeName(appType: string | undefined): string {
  return appType === undefined ? 'No type' : (names[appType] ?? appType);
}

/** Words that a type is looked for by, older ones among them. */
export function applicationTypeAliases(appType: string | undefined): string {
  return appType === 'non_interactive' ? 'non interactive noninteractive m2m' : '';
}
