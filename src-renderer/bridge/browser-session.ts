/**
 * The session of the browser host: the opening address carries a token in its fragment, which is exchanged and never kept
 * in the address. The session is kept for this tab and this origin, port included; a cookie would be sent to each port.
 */
import { consolePaths } from '#contract/bridge.ts';

const sessionFragment = /^#session=(.+)$/;
const storageKey = 'tokenbench-session';
const channelName = 'tokenbench-session';

/** Milliseconds that another tab may take to answer. */
const patience = 300;

export interface BrowserSession {
  /** Undefined where there is none: every call is refused then, and the page says how to get in. */
  token(): string | undefined;
}

/**
 * Takes the token of the address, if it has one, out of the address and the window's history, and exchanges it. A reload
 * finds the session of the tab; a tab that has none asks the others of this origin.
 */
export async function openSession(window: Window & typeof globalThis): Promise<BrowserSession> {
  const { sessionStorage } = window;
  const token = sessionFragment.exec(window.location.hash)?.[1];
  if (token !== undefined) {
    window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}#/`);
    keep(await exchange(window, decodeURIComponent(token)));
  }
  const channel = new window.BroadcastChannel(channelName);
  if (sessionStorage.getItem(storageKey) === null) keep(await askOtherTabs(channel));
  channel.onmessage = ({ data }) => {
    const session = sessionStorage.getItem(storageKey);
    if (data === 'ask' && session !== null) channel.postMessage({ session });
    const late = readSession(data);
    if (session !== null || late === undefined) return;
    // A tab in the background may take longer than anybody waits for a page.
    keep(late);
    window.location.reload();
  };
  return { token: () => sessionStorage.getItem(storageKey) ?? undefined };

  function keep(session: string | undefined): void {
    if (session !== undefined) sessionStorage.setItem(storageKey, session);
  }
}

/** A token that is refused changes nothing: the session of the tab may still hold, and the first call tells. */
async function exchange(window: Pick<Window, 'fetch'>, token: string): Promise<string | undefined> {
  try {
    const response = await window.fetch(consolePaths.session, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    return response.ok ? readSession(await response.json()) : undefined;
  } catch {
    // Nobody answers: the first call says so on screen.
    return undefined;
  }
}

function askOtherTabs(channel: BroadcastChannel): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience, undefined);
    channel.onmessage = ({ data }) => {
      const session = readSession(data);
      if (session === undefined) return;
      clearTimeout(timer);
      resolve(session);
    };
    channel.postMessage('ask');
  });
}

function readSession(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'session' in value && typeof value.session === 'string'
    ? value.session
    : undefined;
}

/** A new opening address in a page that is already open changes nothing but the fragment: the page begins anew with it. */
export function followNewSession(window: Window): void {
  window.addEventListener('hashchange', () => {
    if (sessionFragment.test(window.location.hash)) window.location.reload();
  });
}
