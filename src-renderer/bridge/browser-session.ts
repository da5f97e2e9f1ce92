/** The browser host's opening address carries a session token in its fragment: exchanged for a cookie, and never kept. */
import { consolePaths } from '#contract/bridge.ts';

const sessionFragment = /^#session=(.+)$/;

/**
 * Exchanges the token of the address, if it has one, and takes it out of the address and the window's history. A token
 * that is refused changes nothing: an older cookie may still hold, and the first call tells.
 */
export async function openSession(window: Pick<Window, 'location' | 'history' | 'fetch'>): Promise<void> {
  const token = sessionFragment.exec(window.location.hash)?.[1];
  if (token === undefined) return;
  window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}#/`);
  try {
    await window.fetch(consolePaths.session, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: decodeURIComponent(token) }),
    });
  } catch {
    // Nobody answers: the first call says so on screen.
  }
}

/** A new opening address in a page that is already open changes nothing but the fragment: the page begins anew with it. */
export function followNewSession(window: Window): void {
  window.addEventListener('hashchange', () => {
    if (sessionFragment.test(window.location.hash)) window.location.reload();
  });
}
