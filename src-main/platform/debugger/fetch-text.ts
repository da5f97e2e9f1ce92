/** Fetches a key set or discovery document: http(s) only, 5 s, 1 MB, no redirects to other hosts. */

const patience = 5_000;
const mostBytes = 1_000_000;
const mostRedirects = 5;

export interface FetchedText {
  text: string;
  /** Where it came from in the end. */
  url: string;
  contentType: string;
  cacheControl: string;
}

/** @throws Error in words that name the address */
export async function fetchText(address: string): Promise<FetchedText> {
  const signal = AbortSignal.timeout(patience);
  let url = readAddress(address);
  const { host } = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await request(url, signal);
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      const next = readAddress(new URL(location, url).href);
      if (next.host !== host)
        throw new Error(
          `${url.href} redirects to another host, ${next.host}: that is not followed. Give its address if you trust it.`,
        );
      url = next;
      continue;
    }
    if (!response.ok)
      throw new Error(`${url.href} answered ${[response.status, response.statusText].join(' ').trim()}.`);
    return {
      text: await readBody(response, url, signal),
      url: url.href,
      contentType: response.headers.get('content-type') ?? '',
      cacheControl: response.headers.get('cache-control') ?? '',
    };
  }
  throw new Error(`${address} redirects more than ${mostRedirects} times.`);
}

/** @throws Error where it is no address of http or https */
export function readAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(`${JSON.stringify(text)} is no address of http or https.`);
  return url;
}

async function request(url: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      redirect: 'manual',
      signal,
      headers: { accept: 'application/json, application/jwk-set+json, */*;q=0.5' },
    });
  } catch (error) {
    throw new Error(`${url.href} cannot be reached: ${describe(error)}.`);
  }
}

async function readBody(response: Response, url: URL, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > mostBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new Error(`${url.href} broke off: ${describe(signal.aborted ? signal.reason : error)}.`);
  }
  if (length > mostBytes) throw new Error(`${url.href} sends more than ${mostBytes} bytes: no key set is that long.`);
  return Buffer.concat(chunks).toString('utf8');
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${patience / 1_000} s`;
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
