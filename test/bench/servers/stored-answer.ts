/** An answer of ours that the Fastify reference repeats byte for byte. */
export interface StoredAnswer {
  /** Path without query. */
  path: string;
  contentType: string;
  body: string;
}

/** Takes down our answer; throws unless it is 2xx. */
export async function takeAnswer(url: string, headers: Record<string, string> = {}): Promise<StoredAnswer> {
  const response = await fetch(url, { headers });
  const body = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 500)}`);
  return { path: new URL(url).pathname, contentType: response.headers.get('content-type') ?? '', body };
}
