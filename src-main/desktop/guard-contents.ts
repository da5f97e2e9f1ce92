/** What no page of this application may do, whichever window it is in: leave, open windows, embed pages, ask for devices. */
import { app, type Session, session, type WebContents } from 'electron';
import { isConsoleAddress } from './console-address.ts';
import { openExternal, readExternalAddress } from './external-links.ts';

/** Copy buttons write to the clipboard. Nothing else is ever granted, and nothing is asked. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** To be called before the first window is made, so that none escapes. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // A link with a target is a wish to read on elsewhere: the browser's business, if it is https at all.
    if (readExternalAddress(url) !== undefined) openExternal(url).catch(() => undefined);
    return { action: 'deny' };
  });
}

function refuseForeign(event: { url: string; preventDefault(): void }): void {
  if (!isConsoleAddress(event.url)) event.preventDefault();
}

/** Electron's own default is to grant. To be called when the application is ready. */
export function denyPermissions(target: Session = session.defaultSession): void {
  target.setPermissionRequestHandler((contents, permission, decide) =>
    decide(granted.has(permission) && isConsoleAddress(contents.getURL())),
  );
  target.setPermissionCheckHandler((_, permission, origin) => granted.has(permission) && isConsoleAddress(origin));
  target.setDevicePermissionHandler(() => false);
}
