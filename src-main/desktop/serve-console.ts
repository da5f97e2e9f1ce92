/** Serves the built screens at `app://console/`, and nothing else. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { contentSecurityPolicy } from '../console/content-security-policy.ts';
import { consoleScheme, isConsoleAddress } from './console-address.ts';
import { findAsset } from './find-asset.ts';

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** To be called before the application is ready: later, the scheme would be neither secure nor an origin of its own. */
export function declareConsoleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: consoleScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers for the files of the folder from now on. */
export function serveConsole(folder: string): void {
  protocol.handle(consoleScheme, (request) => answerAsset(folder, request));
}

/** The file that the request asks for, with the headers that keep the screens apart from everything else. */
export async function answerAsset(folder: string, { url, method }: Pick<Request, 'url' | 'method'>): Promise<Response> {
  if (!isConsoleAddress(url)) return refuse(404);
  if (method !== 'GET' && method !== 'HEAD') return refuse(405);
  const { pathname } = new URL(url);
  const asset = findAsset(folder, pathname === '/' ? '/index.html' : pathname);
  if (asset === undefined) return refuse(404);
  try {
    const body = await readFile(asset.path);
    return new Response(method === 'HEAD' ? null : body, {
      headers: { ...headers, 'Content-Type': asset.contentType },
    });
  } catch {
    return refuse(404);
  }
}

function refuse(status: number): Response {
  return new Response('There is nothing here.', {
    status,
    headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
