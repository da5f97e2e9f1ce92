/** Which file of a folder an address of the screens means, and what kind of content it is. */
import { extname, join, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Asset {
  path: string;
  contentType: string;
}

/**
 * The file that the path of an address names, or undefined where it names none inside the folder. Percent escapes are
 * read once; separators and parent folders that hide behind them are refused.
 */
export function findAsset(folder: string, pathname: string): Asset | undefined {
  const name = decodePath(pathname);
  if (name === undefined || name.includes('\0') || name.includes('\\')) return undefined;
  const segments = name.split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => segment.startsWith('.') || segment.includes(':'))) return undefined;
  const path = join(folder, ...segments);
  if (!path.startsWith(folder + sep)) return undefined;
  const contentType = contentTypes[extname(path)];
  return contentType === undefined ? undefined : { path, contentType };
}

function decodePath(pathname: string): string | undefined {
  // An escaped separator has no honest use in the name of an asset.
  if (/%2f|%5c/i.test(pathname)) return undefined;
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
