/** The form of a check as a person fills it in. */
import {
  type CheckGroup,
  type CheckInput,
  type CheckLibrary,
  type CheckMethod,
  harmlessMethods,
} from '#contract/entities/api-check.ts';

export interface CheckDraft {
  method: CheckMethod;
  url: string;
  audience: string | undefined;
  scopes: string[];
  client: string | undefined;
  /** A line each. */
  headers: string;
  body: string;
  unprotectedUrl: string;
  refusedStatuses: string;
  groups: CheckGroup[];
  library: CheckLibrary | undefined;
  waits: boolean;
  allowsActions: boolean;
  allowHost: string;
}

export const emptyDraft: CheckDraft = {
  method: 'GET',
  url: '',
  audience: undefined,
  scopes: [],
  client: undefined,
  headers: '',
  body: '',
  unprotectedUrl: '',
  refusedStatuses: '',
  groups: [],
  library: undefined,
  waits: true,
  allowsActions: false,
  allowHost: '',
};

export function isHarmless(method: string): boolean {
  return harmlessMethods.some((one) => one === method);
}

export function toInput(draft: CheckDraft): CheckInput {
  const { method, url, audience = '', scopes, client, body, unprotectedUrl, groups, library, waits } = draft;
  const headers = readHeaders(draft.headers);
  const statuses = draft.refusedStatuses.match(/\d+/g)?.map(Number) ?? [];
  return {
    url: url.trim(),
    audience,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    ...(client === undefined ? {} : { client }),
    ...(method === 'GET' ? {} : { method }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === '' ? {} : { body }),
    ...(unprotectedUrl.trim() === '' ? {} : { unprotected_url: unprotectedUrl.trim() }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(library === undefined ? {} : { library }),
    ...(statuses.length === 0 ? {} : { refused_statuses: statuses }),
    ...(draft.allowHost === '' ? {} : { allow_host: draft.allowHost }),
    ...(draft.allowsActions && !isHarmless(method) ? { allow_actions: true } : {}),
    wait: waits,
  };
}

/** A name and a value a line; what is no header is left out. */
function readHeaders(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(pairs);
}

/** What a run of before was given; its headers are not kept, they may be secrets. */
export function draftOf(input: CheckInput): CheckDraft {
  return {
    ...emptyDraft,
    method: input.method ?? 'GET',
    url: input.url,
    audience: input.audience,
    scopes: input.scope?.split(' ').filter((one) => one !== '') ?? [],
    client: input.client,
    body: input.body ?? '',
    unprotectedUrl: input.unprotected_url ?? '',
    refusedStatuses: input.refused_statuses?.join(', ') ?? '',
    groups: input.groups ?? [],
    library: input.library,
    waits: input.wait !== false,
  };
}
