/** A request as a line for a shell, which sends what was recorded. */
import type { TrafficMessage } from '../../contract/methods/traffic.ts';
import { fitsCmd, quoteWord, type Shell } from '../../contract/shell-words.ts';

/** Headers that curl works out itself; `accept-encoding` would make it print compressed bytes. */
const curlsOwn = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'expect', 'accept-encoding']);

/** @param origin such as `http://localhost:4400` */
export function writeCurl(message: TrafficMessage, origin: string, shell: Shell): string {
  const request = readRequest(message, origin);
  if (shell === 'powershell') return writeForPowershell(request);
  const words = toCurlWords(request);
  if (shell === 'cmd' && ![...words, request.body].every(fitsCmd))
    return encodeForPowershell(writeForPowershell(request));
  const curl = ['curl', ...words.map((word) => quoteWord(word, shell))].join(' ');
  // No argument of a program holds it: the body comes by a pipe there, written byte by byte.
  return request.body.includes('\0') ? `printf ${quoteWord(toOctal(request.body), shell)} | ${curl}` : curl;
}

interface Request {
  method: string;
  url: string;
  headers: readonly { name: string; value: string }[];
  body: string;
}

function readRequest({ startLine, headers, body }: TrafficMessage, origin: string): Request {
  const [method = 'GET', path = '/'] = startLine.split(' ');
  const sent = headers.filter(
    ({ name, value }) => !curlsOwn.has(name.toLowerCase()) && !(name.toLowerCase() === 'accept' && value === '*/*'),
  );
  return { method, url: `${origin}${path}`, headers: sent, body };
}

function toCurlWords({ method, url, headers, body }: Request): string[] {
  const usual = body === '' ? 'GET' : 'POST';
  return [
    '-i',
    ...(method === usual ? [] : method === 'HEAD' ? ['--head'] : ['-X', method]),
    url,
    // A header without a value is one that curl leaves out, unless a semicolon ends it.
    ...headers.flatMap(({ name, value }) => ['-H', value === '' ? `${name};` : `${name}: ${value}`]),
    ...(body === '' ? [] : body.includes('\0') ? ['--data-binary', '@-'] : ['--data-raw', body]),
  ];
}

/**
 * Without a program: Windows PowerShell takes the quotes out of a program's arguments and PowerShell 7 does not, so that
 * no line with curl.exe means the same in both. The body goes as bytes, since the two have encodings of their own.
 */
function writeForPowershell({ method, url, headers, body }: Request): string {
  const word = (text: string) => quoteWord(text, 'powershell');
  const named = (wanted: string) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
  const contentType = named('content-type');
  const userAgent = named('user-agent');
  const others = headers.filter(({ name }) => !['content-type', 'user-agent'].includes(name.toLowerCase()));
  return [
    'Invoke-WebRequest -UseBasicParsing',
    `-Method ${word(method)}`,
    `-Uri ${word(url)}`,
    ...(userAgent === undefined ? [] : [`-UserAgent ${word(userAgent)}`]),
    ...(others.length === 0
      ? []
      : [`-Headers @{ ${others.map(({ name, value }) => `${word(name)} = ${word(value)}`).join('; ')} }`]),
    ...(contentType === undefined ? [] : [`-ContentType ${word(contentType)}`]),
    ...(body === '' ? [] : [`-Body ([Text.Encoding]::UTF8.GetBytes(${word(body)}))`]),
  ].join(' ');
}

/** For cmd, which cannot hold it: letters, digits and a little more, that PowerShell decodes (UTF-16LE in base64). */
function encodeForPowershell(line: string): string {
  return `powershell -NoProfile -EncodedCommand ${Buffer.from(line, 'utf16le').toString('base64')}`;
}

function toOctal(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
