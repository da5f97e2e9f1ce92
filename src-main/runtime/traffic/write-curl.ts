/** A request as a line for a shell. */
import type { shells } from '../../contract/methods/host.ts';
import type { TrafficMessage } from '../../contract/methods/traffic.ts';

export type Shell = (typeof shells)[number];

/** Headers that curl works out itself; `accept-encoding` would make it print compressed bytes. */
const curlsOwn = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'expect', 'accept-encoding']);

/** @param origin such as `http://localhost:4400` */
export function writeCurl({ startLine, headers, body }: TrafficMessage, origin: string, shell: Shell): string {
  const [method = 'GET', path = '/'] = startLine.split(' ');
  const usual = body === '' ? 'GET' : 'POST';
  const lines = headers
    .filter(
      ({ name, value }) => !curlsOwn.has(name.toLowerCase()) && !(name.toLowerCase() === 'accept' && value === '*/*'),
    )
    .map(({ name, value }) => ['-H', `${name}: ${value}`]);
  const words = [
    ['-i'],
    ...(method === usual ? [] : method === 'HEAD' ? [['--head']] : [['-X', method]]),
    [`${origin}${path}`],
    ...lines,
    ...(body === '' ? [] : [['--data-raw', body]]),
  ];
  const program = shell === 'powershell' ? 'curl.exe' : 'curl';
  return [program, ...words.flat().map((word) => quote(word, shell))].join(' ');
}

function quote(word: string, shell: Shell): string {
  if (/^[\w./:@=-]+$/.test(word)) return word;
  switch (shell) {
    case 'posix':
      return `'${word.replaceAll("'", `'\\''`)}'`;
    case 'powershell':
      // Windows PowerShell takes the inner quotes away from a program's arguments unless they are escaped.
      return `'${word.replaceAll("'", "''").replaceAll('"', '\\"')}'`;
    case 'cmd':
      return `"${word.replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
  }
}
