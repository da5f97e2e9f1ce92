/** The settings of an application as a form's values, and the update that edits of them ask for. */
import type { UpdateClient } from '#contract/entities/client.ts';
import { type GrantType, grantTypes } from '#contract/grant-types.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { createDrafts } from '../../../components/drafts.ts';
import type { EditDraft } from '../../../components/edit-draft.ts';

/** `key`: the application authenticates with private_key_jwt or a certificate, which is chosen on another tab. */
export type AuthenticationChoice = 'none' | 'client_secret_post' | 'client_secret_basic' | 'not_set' | 'key';

export interface ClientValues {
  name: string;
  description: string;
  app_type: string;
  token_endpoint_auth_method: AuthenticationChoice;
  /** Addresses, one a line. */
  callbacks: string;
  allowed_logout_urls: string;
  web_origins: string;
  allowed_origins: string;
  grant_types: string[];
}

export const clientDrafts = createDrafts<EditDraft<ClientValues>>();

export const settingNames: Record<keyof ClientValues, string> = {
  name: 'Name',
  description: 'Description',
  app_type: 'Type',
  token_endpoint_auth_method: 'Token endpoint authentication',
  callbacks: 'Callback URLs',
  allowed_logout_urls: 'Logout URLs',
  web_origins: 'Web origins',
  allowed_origins: 'Allowed origins (CORS)',
  grant_types: 'Grant types',
};

export function valuesOf(client: ClientView): ClientValues {
  return {
    name: client.name,
    description: client.description ?? '',
    app_type: client.app_type ?? '',
    token_endpoint_auth_method:
      client.client_authentication_methods === undefined ? (client.token_endpoint_auth_method ?? 'not_set') : 'key',
    callbacks: (client.callbacks ?? []).join('\n'),
    allowed_logout_urls: (client.allowed_logout_urls ?? []).join('\n'),
    web_origins: (client.web_origins ?? []).join('\n'),
    allowed_origins: (client.allowed_origins ?? []).join('\n'),
    grant_types: grantTypes.filter((grantType) => client.grant_types.includes(grantType)),
  };
}

const lists = ['callbacks', 'allowed_logout_urls', 'web_origins', 'allowed_origins'] as const;

/** What the edits ask of the Management API, PATCH `/api/v2/clients/{id}`. */
export function toUpdate(changes: Partial<ClientValues>): UpdateClient {
  const update: UpdateClient = {};
  if (changes.name !== undefined) update.name = changes.name;
  if (changes.description !== undefined) update.description = changes.description;
  const appType = editableTypes.find((type) => type === changes.app_type);
  if (appType !== undefined) update.app_type = appType;
  const method = changes.token_endpoint_auth_method;
  if (method === 'not_set') update.token_endpoint_auth_method = null;
  else if (method !== undefined && method !== 'key') update.token_endpoint_auth_method = method;
  for (const list of lists) {
    const text = changes[list];
    if (text !== undefined) update[list] = linesOf(text);
  }
  if (changes.grant_types !== undefined) update.grant_types = changes.grant_types.filter(isGrantType);
  return update;
}

export const editableTypes = ['non_interactive', 'spa', 'regular_web', 'native'] as const;

function isGrantType(text: string): text is GrantType {
  return grantTypes.some((grantType) => grantType === text);
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A value as the review shows it. */
export function describeSetting(value: string | string[]): string {
  return Array.isArray(value) ? value.join('\n') : value;
}
