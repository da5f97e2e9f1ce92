/** What is shown of secrets: that they were there. */

const masked = '***';

/** Members and parameters whose value is a secret, wherever they stand. */
const secretNames = new Set([
  'client_secret',
  'client_assertion',
  'signing_secret',
  'password',
  'private_key',
  'privateKey',
  'key',
  'secret',
  'code',
  'code_verifier',
  'storageAccessKey',
  'sasKey',
  'masterkey',
  'servicePassword',
]);

/** Tokens lose their signature only: what they say may be read, what they open stays shut. */
const tokenNames = new Set(['access_token', 'id_token', 'refresh_token', 'token', 'id_token_hint']);

const deepest = 20;

/** A copy of a JSON value with every secret masked. */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (depth > deepest) return masked;
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (secretNames.has(name)) return [name, maskMember(member)];
      if (tokenNames.has(name) && typeof member === 'string') return [name, maskToken(member)];
      return [name, maskSecrets(member, depth + 1)];
    }),
  );
}

function maskMember(member: unknown): unknown {
  return member === undefined || member === null ? member : masked;
}

/** `header.payload.***` of a signed token, `***` of anything else. */
export function maskToken(token: string): string {
  const parts = token.split('.');
  return parts.length === 3 ? `${parts[0]}.${parts[1]}.${masked}` : masked;
}

/** Headers as they are shown: credentials masked, their scheme kept. */
export function maskHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const text = String(value);
      return [[name, isCredentialHeader(name) ? maskCredentials(text) : text]];
    }),
  );
}

function isCredentialHeader(name: string): boolean {
  return ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'dpop'].includes(name.toLowerCase());
}

function maskCredentials(text: string): string {
  const [, scheme, credentials = ''] = /^([A-Za-z]+) +(.*)$/.exec(text) ?? [];
  if (scheme === undefined) return masked;
  return scheme.toLowerCase() === 'bearer' ? `${scheme} ${maskToken(credentials)}` : `${scheme} ${masked}`;
}

/** A path with its query, where every secret of the query is masked. */
export function maskUrl(url: string): string {
  return url.replace(/([?&])([^=&#]+)=([^&#]*)/g, (whole, before: string, name: string) =>
    secretNames.has(name) || tokenNames.has(name) ? `${before}${name}=${masked}` : whole,
  );
}
