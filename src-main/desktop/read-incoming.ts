/** Links and files that ask the application for something: always a screen to show, never an action to take. */
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Events } from '../contract/events.ts';

export type Navigation = Events['navigate'];

/** Characters that a filter of the traffic may have. */
const longestFilter = 1_000;

/** Characters that the debugger takes. */
const longestToken = 1_000_000;

/**
 * The screen that a `tokenbench://` link or a `.jwt` file asks for. A token goes beside the path, never into it.
 * @param folder what a relative path of a file starts from
 * @throws Error in words for people, without the file's content
 */
export async function readIncoming(incoming: string, folder: string): Promise<Navigation> {
  if (/^tokenbench:/i.test(incoming)) return readLink(incoming);
  const path = incoming.startsWith('file:') ? fileURLToPath(incoming) : resolve(folder, incoming);
  return { path: '/debugger', token: await readTokenFile(path) };
}

/** `tokenbench://debugger`, with a token as `#token=…` or `?token=…`; `tokenbench://api/{id}`; `tokenbench://traffic?filter=…`. Anything else shows the first screen. */
export function readLink(link: string): Navigation {
  if (!URL.canParse(link)) return { path: '/' };
  const { host, pathname, search, hash } = new URL(link);
  const screen = host.toLowerCase();
  if (screen === 'debugger') {
    const token = new URLSearchParams(hash.slice(1)).get('token') ?? new URLSearchParams(search).get('token');
    return token && token.length <= longestToken ? { path: '/debugger', token } : { path: '/debugger' };
  }
  if (screen === 'api') {
    const id = /^\/([\w-]{1,128})\/?$/.exec(pathname)?.[1];
    return { path: id === undefined ? '/apis' : `/apis/${id}` };
  }
  if (screen === 'traffic') return { path: readTrafficPath(pathname, new URLSearchParams(search)) };
  return { path: '/' };
}

/** A view of the traffic: its filter, whether quiet kinds are folded, and the exchange that is open. */
function readTrafficPath(pathname: string, search: URLSearchParams): string {
  const id = /^\/(\d{56})\/?$/.exec(pathname)?.[1];
  const filter = search.get('filter') ?? '';
  const view = new URLSearchParams({
    ...(filter === '' || filter.length > longestFilter ? {} : { filter }),
    ...(search.get('fold') === 'off' ? { fold: 'off' } : {}),
  }).toString();
  return `/traffic${id === undefined ? '' : `/${id}`}${view === '' ? '' : `?${view}`}`;
}

async function readTokenFile(path: string): Promise<string> {
  const name = basename(path);
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) throw new Error(`${name} cannot be opened: there is no such file at ${path}.`);
  if (stats.size > longestToken) {
    throw new Error(`${name} holds no token: it is larger than the ${longestToken.toLocaleString('en')} bytes taken.`);
  }
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${name} cannot be read. Make it readable for this user.`);
  });
  return text.replace(/^\uFEFF/, '').trim();
}
