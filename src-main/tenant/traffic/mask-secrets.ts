/** What is shown of secrets: that they were there. */

const masked = '***';

/** Members and parameters whose value is a secret, wherever they stand and however they are spelt; in lower case. */
const secretNames = new Set([
  'client_secret',
  'client_assertion',
  'signing_secret',
  'password',
  'private_key',
  'privatekey',
  'key',
  'secret',
  'code',
  'code_verifier',
  'storageaccesskey',
  'saskey',
  'masterkey',
  'servicepassword',
]);

/** Tokens lose their signature only: what they say may be read, what they open stays shut. */
const tokenNames = new Set(['access_token', 'id_token', 'refresh_token', 'token', 'id_token_hint']);

/** As long as the tenant's own secrets, of their alphabet: twice the length of an id, so most likely taken for one. */
const mistakenSecret = /^[\w-]{64,}$/;

/** A secret that was sent as the id: what is shown of a `client_id`. */
export function maskClientId<Value>(clientId: Value): Value | string {
  return typeof clientId === 'string' && mistakenSecret.test(clientId) ? masked : clientId;
}

const deepest = 20;

/** A copy of a JSON value with every secret masked. */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (depth > deepest) return masked;
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (secretNames.has(name.toLowerCase())) return [name, maskMember(member)];
      if (isClientId(name)) return [name, maskClientId(member)];
      return [
        name,
        tokenNames.has(name.toLowerCase()) ? maskTokens(member, depth + 1) : maskSecrets(member, depth + 1),
      ];
    }),
  );
}

/** A body as it is shown. One text is JSON encoded twice, or nonsense: nothing tells which part of it is a secret. */
export function maskBody(body: unknown): unknown {
  return typeof body === 'string' ? masked : maskSecrets(body);
}

function maskMember(member: unknown): unknown {
  return member === undefined || member === null ? member : masked;
}

/** A parameter that was sent twice is a list. An object is none: a client's `refresh_token` says how long they live. */
function maskTokens(member: unknown, depth: number): unknown {
  if (typeof member === 'string') return maskToken(member);
  return Array.isArray(member) ? member.map((item) => maskTokens(item, depth + 1)) : maskSecrets(member, depth);
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
  const known = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'dpop'];
  // Programs send keys of their own making, too.
  return known.includes(name.toLowerCase()) || /secret|password|token|assertion|api-?key/i.test(name);
}

function maskCredentials(text: string): string {
  const [, scheme, credentials = ''] = /^([A-Za-z]+) +(.*)$/.exec(text) ?? [];
  if (scheme === undefined) return masked;
  return scheme.toLowerCase() === 'bearer' ? `${scheme} ${maskToken(credentials)}` : `${scheme} ${masked}`;
}

/** A path with its query, where every secret of the query is masked. */
export function maskUrl(url: string): string {
  return url.replace(/([?&])([^=&?#]+)=([^&?#]*)/g, (whole, before: string, name: string, value: string) =>
    isSecretParameter(name) || (isClientId(name) && maskClientId(value) !== value)
      ? `${before}${name}=${masked}`
      : whole,
  );
}

function isClientId(name: string): boolean {
  return decode(name).toLowerCase() === 'client_id';
}

function isSecretParameter(name: string): boolean {
  const decoded = decode(name).toLowerCase();
  return secretNames.has(decoded) || tokenNames.has(decoded);
}

/** `client%5Fsecret` is the same parameter to whoever reads it. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
