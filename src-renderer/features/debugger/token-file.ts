/** Bytes. More than that is refused by the debugger anyway. */
const longest = 1_000_000;

/** What the file dialog offers first. */
export const tokenFileTypes = '.jwt,.jws,.jwe,.txt,.json,.har,.log';

export function readTokenFile(file: File): Promise<string> {
  return file.slice(0, longest).text();
}
